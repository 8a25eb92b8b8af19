import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isWords } from '../../part/outbox.ts'
import { lookOf } from '../../parts/button.tsx'
import { ReadAloud } from '../../parts/read-aloud.tsx'
import { useOutbox, useOwn } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { OwnVisits } from '../visit/own-visits.tsx'
import styles from './mine.module.css'
import { MyReport } from './my-report.tsx'
import { useReportInWords } from './report-in-words.ts'
import { Underway } from './underway.tsx'

/** What became of each of one's own reports, in a sentence that can be read aloud. */
export function MinePage() {
  const { t } = useTranslation('field')
  const own = useOwn()
  const items = useOutbox()
  const inWords = useReportInWords()
  if (own === null) return <Loading />
  const known = new Set(own.reports.map(({ id }) => id))
  const underway = items.filter(
    (one) => isWords(one) && (one.label?.kind.startsWith('report-') ?? false) && !known.has(one.id),
  )
  const reports = own.reports.toSorted((a, b) => Number(b.asksMe) - Number(a.asksMe) || (a.at < b.at ? 1 : -1))
  const none = underway.length === 0 && reports.length === 0
  return (
    <Page top title={t('mine.title')}>
      {reports.length > 0 && <ReadAloud text={() => reports.slice(0, 10).map(inWords).join('。')} />}
      {none && (
        <>
          <p>{t('mine.none')}</p>
          <Link to="/report" className={lookOf({ look: 'main', wide: true })}>
            {t('today.report')}
          </Link>
        </>
      )}
      <ul className={styles.list} aria-label={t('mine.title')}>
        {underway.map((item) => (
          <Underway key={item.id} item={item} />
        ))}
        {reports.map((report) => (
          <MyReport key={report.id} report={report} />
        ))}
      </ul>
      <OwnVisits title={t('ownVisit.title')} visits={own.visits} />
    </Page>
  )
}
