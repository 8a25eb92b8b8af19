import { Link, useParams } from '@tanstack/react-router'
import { DateText, TimeText } from '../../../ui/date-text.tsx'
import styles from './visit.module.css'
import { type OwnVisit, useVisitInWords } from './visit-in-words.ts'

type Props = { readonly title: string; readonly visits: readonly OwnVisit[] }

/** Own visits about which somebody else decides, or did: which one, and what becomes of it. */
export function OwnVisits({ title, visits }: Props) {
  const inWords = useVisitInWords()
  const { placeId: here } = useParams({ strict: false })
  if (visits.length === 0) return null
  return (
    <section className={styles.ownVisits}>
      <h2>{title}</h2>
      <ul>
        {visits.map((visit) => (
          <li key={visit.id} className={styles.ownVisit}>
            {visit.placeId !== here && (
              <Link to="/p/$placeId" params={{ placeId: visit.placeId }}>
                {visit.placeName}
              </Link>
            )}
            <p className={styles.when}>
              <DateText day={visit.at} /> <TimeText at={visit.at} />
            </p>
            <p>{inWords(visit)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
