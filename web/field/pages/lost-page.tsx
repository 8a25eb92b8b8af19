import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { lookOf } from '../parts/button.tsx'
import { Page } from '../shell/page.tsx'

/** An address that is none of ours. */
export function LostPage() {
  const { t } = useTranslation('field')
  return (
    <Page title={t('lost.title')}>
      <p>{t('lost.what')}</p>
      <Link to="/" className={lookOf({ look: 'main', wide: true })}>
        {t('shell.toToday')}
      </Link>
    </Page>
  )
}
