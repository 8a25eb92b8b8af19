import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beginSecondFactor, type Enrolment, removeSecondFactor } from '../../api/account.ts'
import { meQuery, useMe } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './account-page.module.css'
import { ConfirmFactor } from './confirm-factor.tsx'

/** The one-time code: off, being set up, or on. Each change asks for the password again. */
export function SecondFactor() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { secondFactor } = useMe()
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const on = secondFactor === 'on'

  const changed = async (words: string) => {
    setEnrolment(null)
    await client.invalidateQueries({ queryKey: meQuery.queryKey })
    void message.success(words)
  }
  const changing = useMutation<Enrolment | null, Error, string>({
    mutationFn: async (password) => {
      if (!on) return beginSecondFactor(password)
      await removeSecondFactor(password)
      return null
    },
    onSuccess: (begun) => (begun ? setEnrolment(begun) : changed(t('account.own.factorRemoved'))),
  })

  if (enrolment) return <ConfirmFactor enrolment={enrolment} onDone={() => changed(t('account.own.factorOn'))} />
  return (
    <>
      <p className={styles.hint}>{on ? t('account.own.isOn') : t('account.own.isOff')}</p>
      <Form<{ password: string }>
        layout="vertical"
        requiredMark={false}
        className={styles.form ?? ''}
        onFinish={({ password }) => changing.mutate(password)}
      >
        <Form.Item
          name="password"
          label={t('account.password')}
          rules={[{ required: true, message: t('account.needed.password') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {changing.error && (
          <div className={styles.problem}>
            <Problem of={changing.error} />
          </div>
        )}
        <Button type={on ? 'default' : 'primary'} htmlType="submit" loading={changing.isPending}>
          {on ? t('account.own.remove') : t('account.own.begin')}
        </Button>
      </Form>
    </>
  )
}
