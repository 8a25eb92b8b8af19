import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, QRCode } from 'antd'
import { useTranslation } from 'react-i18next'
import { confirmSecondFactor, type Enrolment } from '../../api/account.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './account-page.module.css'

type Props = { readonly enrolment: Enrolment; readonly onDone: () => Promise<void> }

/** Scan, keep the recovery codes, prove it with the first code. */
export function ConfirmFactor({ enrolment, onDone }: Props) {
  const { t } = useTranslation()
  const confirming = useMutation({ mutationFn: confirmSecondFactor, onSuccess: onDone })
  return (
    <>
      <div className={styles.enrol}>
        <QRCode value={enrolment.uri} size={168} color="#000000" bgColor="#ffffff" />
        <div>
          <p>{t('account.own.scan')}</p>
          <p className={styles.secret}>{enrolment.secret}</p>
          <p style={{ marginTop: 12 }}>{t('account.own.recovery')}</p>
          <ul className={styles.codes}>
            {enrolment.recoveryCodes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
        </div>
      </div>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        className={styles.form ?? ''}
        onFinish={({ code }) => confirming.mutate(code.trim())}
      >
        <Form.Item
          name="code"
          label={t('account.own.firstCode')}
          rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: t('account.own.sixDigits') }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
        </Form.Item>
        {confirming.error && (
          <div className={styles.problem}>
            <Problem of={confirming.error} />
          </div>
        )}
        <Button type="primary" htmlType="submit" loading={confirming.isPending}>
          {t('account.own.confirm')}
        </Button>
      </Form>
    </>
  )
}
