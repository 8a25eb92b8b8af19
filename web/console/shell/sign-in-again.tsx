import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { isKeptToOwnAccount, meQuery, useMe } from '../api/me.ts'
import { sessionResumed, useSessionEnded } from '../api/session.ts'
import { SignInForm } from '../pages/sign-in/sign-in-form.tsx'

/** The session ended while a page was open: signing in happens above it, and what was entered stays. */
export function SignInAgain() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const router = useRouter()
  const { id: before, userName } = useMe().member
  const ended = useSessionEnded()

  const resumed = async () => {
    const me = await client.fetchQuery({ ...meQuery, staleTime: 0 })
    // somebody else sits here now: nothing of the page before is theirs
    if (me.member.id !== before) return location.assign('/')
    sessionResumed()
    // a password that somebody else gave: nothing on the page below is answered until it is replaced
    if (isKeptToOwnAccount(me)) await router.navigate({ to: '/account' })
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
