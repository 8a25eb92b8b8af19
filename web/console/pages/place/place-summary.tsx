import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { placeQuery } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { factName, factValue } from './fact-words.ts'
import { PlaceActions } from './place-actions.tsx'
import { PlaceState, PlaceTier } from './place-head.tsx'
import { usePlaceKind } from './place-kind.ts'
import { PlaceOwed } from './place-owed.tsx'
import styles from './place-summary.module.css'

/** A place beside a list or the map: enough to act on; the rest is on its page. */
export function PlaceSummary({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const { data: place, error, refetch } = useQuery(placeQuery(id))
  if (error) {
    return (
      <div className={styles.summary}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (!place) return <WaitingRows rows={6} />
  return (
    <article className={styles.summary}>
      <header className={styles.head}>
        <h2>
          <Link to="/places/$placeId" params={{ placeId: place.id }} search={{}}>
            {place.name}
          </Link>
        </h2>
        <p className={styles.where}>
          {[kindName(place.kind), place.villageName === place.name ? null : place.villageName, place.communityName]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      <PlaceState place={place} />
      <PlaceTier place={place} />
      <PlaceActions place={place} most={3} />
      <section>
        <h3 className={styles.title}>{t('place.sections.owed')}</h3>
        <PlaceOwed place={place} />
      </section>
      <Facts
        facts={[
          { label: t('place.fields.owner'), value: place.ownerName ?? t('words.none') },
          {
            label: t('place.fields.lastVisit'),
            value: place.lastVisitAt ? <TableDate day={place.lastVisitAt} /> : t('place.fields.never'),
          },
          ...(place.addressHint ? [{ label: t('place.fields.addressHint'), value: place.addressHint }] : []),
          ...place.facts.map((fact) => ({
            label: factName(t, fact.key),
            value: `${factValue(t, fact.value)} · ${t('place.confirmedOn', { date: fact.confirmedOn })}`,
          })),
        ]}
      />
      <Link to="/places/$placeId" params={{ placeId: place.id }} search={{}} className={styles.more}>
        {t('places.open')}
      </Link>
    </article>
  )
}
