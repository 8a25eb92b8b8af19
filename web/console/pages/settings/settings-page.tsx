import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Campaigns } from './campaigns.tsx'
import { CategoriesPart } from './categories-part.tsx'
import { ClocksPart } from './clocks-part.tsx'
import { JudgingBanner } from './judging-banner.tsx'
import { PolicyLines } from './policy-lines.tsx'
import { settingsRoute } from './route.ts'
import styles from './settings.module.css'
import { StationPart } from './station-part.tsx'

/** Visiting rules with their versions, campaigns, the clocks of follow-ups, and what the station has set. */
export function SettingsPage() {
  const { t } = useTranslation()
  const { show = 'policy', judging } = settingsRoute.useSearch()
  const navigate = settingsRoute.useNavigate()
  const tabs = ['policy', 'campaigns', 'categories', 'clocks', 'station'] as const
  return (
    <>
      <PageHeader title={t('settings.title')}>
        <nav className={styles.tabs} aria-label={t('settings.tabs.label')}>
          {tabs.map((tab) => (
            <Link
              key={tab}
              to="/settings"
              search={(now) => ({ ...now, show: tab === 'policy' ? undefined : tab })}
              className={styles.tab}
              aria-current={tab === show ? 'page' : undefined}
              // the rules' tab has no search of its own: without this it would be current on every tab
              activeOptions={{ exact: true, explicitUndefined: true }}
            >
              {t(`settings.tabs.${tab}`)}
            </Link>
          ))}
        </nav>
      </PageHeader>
      <div className={styles.page}>
        {judging && (
          <JudgingBanner
            id={judging}
            onClose={() => void navigate({ search: (now) => ({ ...now, judging: undefined }), replace: true })}
          />
        )}
        {show === 'policy' && <PolicyLines />}
        {show === 'campaigns' && <Campaigns />}
        {show === 'categories' && <CategoriesPart />}
        {show === 'clocks' && <ClocksPart />}
        {show === 'station' && <StationPart />}
      </div>
    </>
  )
}
