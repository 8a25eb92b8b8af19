import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { incidentsQuery } from '../../api/incidents.ts'
import { useMay } from '../../api/me.ts'
import { useCategoryWord } from './category-words.ts'
import { StatusText } from './incident-parts.tsx'
import styles from './incidents.module.css'

type Props = {
  readonly of: { readonly visitId: string } | { readonly followUpId: string }
  /** Where it would be reported; null where that is a village or community. */
  readonly placeId: string | null
}

/** The incidents that came from a visit or a follow-up, and the way to report one; nothing for those who read none. */
export function LinkedIncidents({ of, placeId }: Props) {
  const { t } = useTranslation()
  const word = useCategoryWord()
  const mayRead = useMay('incident.read')
  const mayReport = useMay('incident.report')
  const incidents = useInfiniteQuery({ ...incidentsQuery(of), enabled: mayRead !== null })
  const rows = incidents.data?.pages.flatMap((page) => page.rows) ?? []
  if (mayRead === null) return null
  return (
    <section aria-label={t('incidents.linked')}>
      <h3 className={styles.subtitle}>{t('incidents.linked')}</h3>
      {mayReport && (
        <p className="screen-only">
          <Link to="/incidents" search={{ report: true, ...of, ...(placeId === null ? {} : { placeId }) }}>
            {t('incidents.report')}
          </Link>
        </p>
      )}
      <ul className={styles.reviews}>
        {rows.map(({ id, category, status, occurredAt }) => (
          <li key={id}>
            <StatusText status={status} />
            <Link to="/incidents" search={{ selected: id }}>
              {word(category)} · <DateText day={occurredAt} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
