import { hasCode } from '@sifang/client'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, type InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Credentials, signIn } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './sign-in-form.module.css'

const secondFactor = 'account/second-factor-needed'

type Props = {
  readonly onSignedIn: () => Promise<void> | void
  readonly userName?: string
}

/** User name and password, then the one-time code where the account has one. Entries stay after a refusal. */
export function SignInForm({ onSignedIn, userName }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Credentials>()
  const codeField = useRef<InputRef>(null)
  const signing = useMutation({ mutationFn: signIn, onSuccess: () => onSignedIn() })
  const failed = signing.error
  const codeAsked =
    hasCode(failed, secondFactor) || hasCode(failed, 'account/wrong-code') || codeGiven(signing.variables)
  const firstAsking = hasCode(failed, secondFactor) && !codeGiven(signing.variables)

  useEffect(() => {
    if (codeAsked) codeField.current?.focus()
  }, [codeAsked])

  const startOver = () => {
    form.resetFields()
    signing.reset()
  }

  return (
    <Form
      form={form}
      {...(userName ? { initialValues: { userName } } : {})}
      layout="vertical"
      requiredMark={false}
      size="large"
      onFinish={(entered) => signing.mutate(clean(entered))}
    >
      <Form.Item
        name="userName"
        label={t('account.userName')}
        rules={[{ required: true, message: t('account.needed.userName') }]}
      >
        <Input
          autoFocus={userName === undefined}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          readOnly={codeAsked}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('account.password')}
        hidden={codeAsked}
        rules={[{ required: true, message: t('account.needed.password') }]}
      >
        <Input.Password autoFocus={userName !== undefined} autoComplete="current-password" />
      </Form.Item>
      {codeAsked && (
        <Form.Item
          name="code"
          label={t('account.code')}
          extra={t('account.codeHint')}
          rules={[{ required: true, whitespace: true, min: 6, message: t('account.needed.code') }]}
        >
          <Input
            ref={codeField}
            className={styles.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={24}
          />
        </Form.Item>
      )}
      {failed && !firstAsking && (
        <div className={styles.problem}>
          <Problem of={failed} />
        </div>
      )}
      <Button type="primary" htmlType="submit" block loading={signing.isPending}>
        {signing.isPending ? t('account.signingIn') : t('account.signIn')}
      </Button>
      {codeAsked && (
        <Button type="link" block onClick={startOver} className={styles.over ?? ''}>
          {t('account.otherUser')}
        </Button>
      )}
    </Form>
  )
}

function codeGiven(sent: Credentials | undefined): boolean {
  return sent?.code !== undefined
}

function clean(entered: Credentials): Credentials {
  const code = entered.code?.replaceAll(/\s/g, '')
  return { userName: entered.userName.trim(), password: entered.password, ...(code ? { code } : {}) }
}
