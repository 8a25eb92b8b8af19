import { hasCode } from '@sifang/client'
import { isDivision } from '@sifang/domain/places/kinds'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import { type PlaceDetail, placeQuery } from '../../api/places.ts'
import { Problem } from '../../shell/problem.tsx'
import { CommunityPart, VillagePart } from './division-part.tsx'
import { PlaceActions } from './place-actions.tsx'
import { PlaceChanges } from './place-changes.tsx'
import { PlaceContact } from './place-contact.tsx'
import { PlaceFacts } from './place-facts.tsx'
import { PlaceFollowUps } from './place-follow-ups.tsx'
import { PlaceState, PlaceTier } from './place-head.tsx'
import { usePlaceKind } from './place-kind.ts'
import { PlaceOwed } from './place-owed.tsx'
import styles from './place-page.module.css'
import { PlaceTimeline } from './place-timeline.tsx'
import { placeRoute } from './route.ts'

/** One place, a village or a community: what it is, what is owed, everything that happened here, what to do now. */
export function PlacePage() {
  const { t } = useTranslation()
  const { placeId } = placeRoute.useParams()
  const { data: place, error, refetch } = useQuery(placeQuery(placeId))
  if (hasCode(error, 'place/not-found')) {
    return (
      <EmptyState
        title={t('place.gone.title')}
        hint={t('place.gone.hint')}
        action={
          <Link to="/places" search={{}}>
            {t('place.gone.back')}
          </Link>
        }
      />
    )
  }
  if (error && !place) {
    return (
      <div className={styles.problem}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (!place) return <WaitingRows rows={12} />
  return <Shown key={place.id} place={place} />
}

function Shown({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const kindName = usePlaceKind()
  const { show } = placeRoute.useSearch()
  const navigate = placeRoute.useNavigate()
  const division = isDivision(place.kind)
  // who only divides the station reads what a village is, not what is owed or happens there
  const mayRead = useMay('place.read') !== null
  return (
    <>
      <PageHeader
        title={place.name}
        aside={[kindName(place.kind), place.villageName === place.name ? null : place.villageName]
          .filter(Boolean)
          .join(' · ')}
      />
      <div className={styles.page}>
        <div className={styles.top}>
          <PlaceState place={place} />
          <PlaceTier place={place} />
          {place.kind === 'village' && <VillagePart place={place} />}
          {place.kind === 'community' && <CommunityPart place={place} />}
        </div>
        <aside className={styles.side}>
          <section aria-label={t('place.sections.actions')} className={styles.actions}>
            <PlaceActions place={place} />
          </section>
          {mayRead && (
            <section>
              <h2>{t('place.sections.owed')}</h2>
              <PlaceOwed place={place} />
              <p className={styles.last}>
                {t('place.fields.lastVisit')}
                {t('words.colon')}
                {place.lastVisitAt ? <DateText day={place.lastVisitAt} /> : t('place.fields.never')}
              </p>
            </section>
          )}
          {mayRead && <PlaceChanges place={place} />}
          {mayRead && <PlaceFollowUps place={place} />}
          {!division && (
            <section>
              <h2>{t('place.sections.contact')}</h2>
              <PlaceContact place={place} />
            </section>
          )}
          {place.mergedFrom.length > 0 && (
            <section>
              <h2>{t('place.mergedFrom')}</h2>
              <ul>
                {place.mergedFrom.map(({ id, name }) => (
                  <li key={id}>
                    <Link to="/places/$placeId" params={{ placeId: id }} search={{}}>
                      {name}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
        <div className={styles.main}>
          <PlaceFacts place={place} />
          {mayRead && (
            <section>
              <h2>{t('place.sections.timeline')}</h2>
              <PlaceTimeline
                placeId={place.id}
                show={show}
                onShow={(next) => void navigate({ search: { show: next }, replace: true, resetScroll: false })}
              />
            </section>
          )}
        </div>
      </div>
    </>
  )
}
