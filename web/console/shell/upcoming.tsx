import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import type { PageName } from './pages.ts'

/** Stands in for a page that is being built. */
export function Upcoming({ page }: { readonly page: PageName }) {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t(`shell.nav.${page}`)} />
      <EmptyState title={t('shell.upcoming.title')} hint={t('shell.upcoming.hint')} />
    </>
  )
}
