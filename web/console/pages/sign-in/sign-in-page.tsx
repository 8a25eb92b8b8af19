import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../api/me.ts'
import { Threshold } from '../../shell/threshold.tsx'
import { signInRoute } from './route.ts'
import { SignInForm } from './sign-in-form.tsx'

export function SignInPage() {
  const { t } = useTranslation()
  const { back } = signInRoute.useSearch()
  const router = useRouter()
  const client = useQueryClient()

  const signedIn = async () => {
    client.clear()
    await client.fetchQuery(meQuery)
    router.history.replace(ownAddress(back))
  }

  return (
    <Threshold title={t('account.title')} foot={t('account.forgotten')}>
      <SignInForm onSignedIn={signedIn} />
    </Threshold>
  )
}

/** Only a path of this console is followed, never another site. */
function ownAddress(back: string | undefined): string {
  return back && /^\/(?![/\\])/.test(back) ? back : '/'
}
