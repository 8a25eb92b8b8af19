import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { incidentsQuery } from '../../api/incidents.ts'
import { useMay } from '../../api/me.ts'
import { useCategoryWord } from './category-words.ts'
import { StatusText } from './incident-parts.tsx'
import styles from './incidents.module.css'

type Props = { readonly of: { readonly visitId: string } | { readonly followUpId: string } }

/** The incidents that came from a visit or a follow-up; nothing where there is none, or where they are not read. */
export function LinkedIncidents({ of }: Props) {
  const { t } = useTranslation()
  const word = useCategoryWord()
  const mayRead = useMay('incident.read')
  const incidents = useInfiniteQuery({ ...incidentsQuery(of), enabled: mayRead !== null })
  const rows = incidents.data?.pages.flatMap((page) => page.rows) ?? []
  if (rows.length === 0) return null
  return (
    <section aria-label={t('incidents.linked')}>
      <h3 className={styles.subtitle}>{t('incidents.linked')}</h3>
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
