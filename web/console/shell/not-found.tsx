import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('shell.notFound.title')}
      hint={t('shell.notFound.hint')}
      action={<Link to="/">{t('shell.notFound.home')}</Link>}
    />
  )
}
