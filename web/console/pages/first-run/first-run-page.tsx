import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { type FirstRun, firstRunQuery, makeStation } from '../../api/first-run.ts'
import { Problem } from '../../shell/problem.tsx'
import { Threshold } from '../../shell/threshold.tsx'
import { strong } from '../account/password-rule.ts'
import styles from './first-run-page.module.css'

/** The first page of a machine without a station: makes it and its chief, behind the one-time code. */
export function FirstRunPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const making = useMutation({
    mutationFn: makeStation,
    onSuccess: async () => {
      client.setQueryData(firstRunQuery.queryKey, { needed: false })
      await navigate({ to: '/sign-in', search: {} })
    },
  })
  const needed = [{ required: true, whitespace: true, message: t('account.first.needed') }]

  return (
    <Threshold title={t('account.first.title')} lead={t('account.first.lead')} wide>
      <Form<FirstRun>
        layout="vertical"
        requiredMark={false}
        size="large"
        onFinish={(entered) => making.mutate(clean(entered))}
      >
        <div className={styles.columns}>
          <Form.Item
            className={styles.wide ?? ''}
            name="code"
            label={t('account.first.code')}
            extra={t('account.first.codeHint')}
            rules={needed}
          >
            <Input autoFocus autoComplete="off" spellCheck={false} className={styles.code} />
          </Form.Item>
          <Form.Item
            name="stationName"
            label={t('account.first.stationName')}
            extra={t('account.first.stationExample')}
            rules={needed}
          >
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="divisionCode"
            label={t('account.first.division')}
            extra={t('account.first.divisionHint')}
            rules={[{ pattern: /^\d{6}(\d{3}){0,2}$/, message: t('account.first.divisionWrong') }]}
          >
            <Input inputMode="numeric" maxLength={12} autoComplete="off" />
          </Form.Item>
          <Form.Item name="chiefName" label={t('account.first.chiefName')} rules={needed}>
            <Input maxLength={40} autoComplete="name" />
          </Form.Item>
          <Form.Item
            name="userName"
            label={t('account.first.userName')}
            extra={t('account.first.userNameHint')}
            rules={needed}
          >
            <Input maxLength={40} autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item
            className={styles.wide ?? ''}
            name="password"
            label={t('account.first.password')}
            extra={t('account.first.passwordHint')}
            rules={[
              {
                validator: (_, value: string) =>
                  strong(value) ? Promise.resolve() : Promise.reject(new Error(t('account.first.passwordShort'))),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </div>
        {making.error && (
          <div className={styles.problem}>
            <Problem of={making.error} />
          </div>
        )}
        <Button type="primary" htmlType="submit" loading={making.isPending}>
          {making.isPending ? t('account.first.creating') : t('account.first.create')}
        </Button>
      </Form>
    </Threshold>
  )
}

function clean(entered: FirstRun): FirstRun {
  const { divisionCode, ...rest } = entered
  return { ...rest, code: rest.code.trim(), ...(divisionCode ? { divisionCode } : {}) }
}
