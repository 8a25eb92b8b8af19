import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { meQuery, useMe } from '../api/me.ts'
import { sessionResumed, useSessionEnded } from '../api/session.ts'
import { SignInForm } from '../pages/sign-in/sign-in-form.tsx'

/** The session ended while a page was open: signing in happens above it, and what was entered stays. */
export function SignInAgain() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id: before, userName } = useMe().member
  const ended = useSessionEnded()

  const resumed = async () => {
    const me = await client.fetchQuery({ ...meQuery, staleTime: 0 })
    // somebody else sits here now: nothing of the page before is theirs
    if (me.member.id !== before) return location.assign('/')
    sessionResumed()
    await client.invalidateQueries()
  }

  return (
    <Modal
      open={ended}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={380}
      title={t('account.ended')}
    >
      <p>{t('account.endedHint')}</p>
      <SignInForm onSignedIn={resumed} userName={userName} />
    </Modal>
  )
}
