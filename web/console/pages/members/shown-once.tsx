import { App, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './members.module.css'

type Props = {
  readonly title: string
  readonly hint: string
  readonly userName: string
  readonly password: string
  readonly onClose: () => void
}

/** User name and password to be handed over; closed by hand only, because they are not shown again. */
export function ShownOnce({ title, hint, userName, password, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard.writeText(`${userName}  ${password}`)
    message.success(t('members.accountForm.copied'))
  }
  return (
    <Modal
      open
      width={440}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={title}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('members.accountForm.done')}
        </Button>
      }
    >
      <p>{hint}</p>
      <dl className={styles.secret}>
        <dt>{t('members.accountForm.userName')}</dt>
        <dd>{userName}</dd>
        <dt>{t('members.accountForm.password')}</dt>
        <dd>{password}</dd>
      </dl>
      {navigator.clipboard && (
        <Button size="small" onClick={() => void copy()}>
          {t('members.accountForm.copy')}
        </Button>
      )}
    </Modal>
  )
}
