import { RouterProvider } from '@tanstack/react-router'
import { AppearanceProvider } from '../ui/theme/appearance.tsx'
import { EnrolPage } from './pages/enrol/enrol-page.tsx'
import { RevokedPage } from './pages/enrol/revoked-page.tsx'
import { UnusablePage } from './pages/enrol/unusable-page.tsx'
import { UnlockPage } from './pages/unlock/unlock-page.tsx'
import { useStanding } from './phone.tsx'
import { router } from './router.ts'

/** The pages of an open phone; before that, what it still needs. */
export function App() {
  const standing = useStanding()
  return <AppearanceProvider>{page()}</AppearanceProvider>

  function page() {
    switch (standing.kind) {
      case 'starting':
        return null
      case 'unusable':
        return <UnusablePage why={standing.why} />
      case 'blank':
        return <EnrolPage />
      case 'locked':
        return <UnlockPage standing={standing} />
      case 'revoked':
        return <RevokedPage quarantined={standing.quarantined} />
      case 'open':
        return <RouterProvider router={router} />
    }
  }
}
