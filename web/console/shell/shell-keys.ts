import { policeRoles } from '@sifang/domain/members'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../ui/keyboard/keyboard.tsx'
import { useMe } from '../api/me.ts'
import { visiblePages } from './pages.ts'

type Actions = { readonly search: () => void; readonly showKeys: () => void }

/** Keys that work on every page: `/`, `?`, `n`, `i`, Esc, and `g` with a page's letter. */
export function useShellKeys({ search, showKeys }: Actions): void {
  const { t } = useTranslation()
  const { permissions, member } = useMe()
  const navigate = useNavigate()
  const router = useRouter()
  const bindings = [
    { keys: '/', label: t('shell.key.search'), run: search },
    { keys: '?', label: t('shell.key.help'), run: showKeys },
    { keys: 'Escape', label: t('shell.key.back'), run: () => router.history.canGoBack() && router.history.back() },
    ...(permissions['visit.record']
      ? [
          {
            keys: 'n',
            label: t('shell.key.visit'),
            run: () => void navigate({ to: '/visits', search: { record: true } }),
          },
        ]
      : []),
    // what somebody else said is taken down by police
    ...(permissions['finding.enter'] && policeRoles.includes(member.role)
      ? [{ keys: 'i', label: t('shell.key.intake'), run: () => void navigate({ to: '/intake', search: {} }) }]
      : []),
    ...visiblePages(permissions).map((page) => ({
      keys: `g ${page.key}`,
      label: t('shell.key.go', { page: t(`shell.nav.${page.name}`) }),
      run: () => void navigate({ to: page.to }),
    })),
  ]
  useKeys(bindings, 'frame')
}
