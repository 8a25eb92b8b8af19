import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { changePassword, type PasswordChange } from '../../api/account.ts'
import { meQuery, useMe } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './account-page.module.css'
import { strong } from './password-rule.ts'

export function PasswordForm() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { passwordToChange } = useMe()
  const [form] = Form.useForm<PasswordChange>()
  const changing = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      form.resetFields()
      void message.success(t('account.own.passwordChanged'))
      await client.invalidateQueries({ queryKey: meQuery.queryKey })
      if (passwordToChange) await navigate({ to: '/' })
    },
  })
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className={styles.form ?? ''}
      onFinish={(entered) => changing.mutate(entered)}
    >
      <Form.Item
        name="currentPassword"
        label={t('account.own.currentPassword')}
        rules={[{ required: true, message: t('account.needed.password') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t('account.own.newPassword')}
        extra={t('account.first.passwordHint')}
        rules={[
          {
            validator: (_, value: string | undefined) =>
              strong(value) ? Promise.resolve() : Promise.reject(new Error(t('account.first.passwordShort'))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {changing.error && (
        <div className={styles.problem}>
          <Problem of={changing.error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={changing.isPending}>
        {t('account.own.changePassword')}
      </Button>
    </Form>
  )
}
