import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import type { GivenCode } from '../../api/devices.ts'
import styles from './devices.module.css'
import { FieldAddress } from './field-address.tsx'

type Props = {
  readonly title: string
  readonly given: GivenCode
  readonly steps: readonly string[]
  /** What the phone opens by its camera; left out where the code is typed into the app. */
  readonly link?: string
  readonly onClose: () => void
}

/** The code, large enough to be read across a desk; closed by hand only, because it is not shown again. */
export function CodeDialog({ title, given, steps, link, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      width={520}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      title={title}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('devices.code.close')}
        </Button>
      }
    >
      <div className={styles.given} data-with-link={link !== undefined}>
        {link !== undefined && (
          <div className={styles.qr}>
            <QrCode text={link} label={t('devices.code.qr')} />
          </div>
        )}
        <div>
          <p className={styles.code}>
            <span className="visually-hidden">{t('devices.code.label')}</span>
            {given.code.slice(0, 4)} {given.code.slice(4)}
          </p>
          <p className={styles.quiet}>
            {t('devices.code.until')}
            <TimeText at={given.expiresAt} />
            {t('devices.code.once')}
          </p>
        </div>
      </div>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {link !== undefined && <FieldAddress />}
    </Modal>
  )
}
