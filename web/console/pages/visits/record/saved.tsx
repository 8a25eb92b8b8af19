import { CheckCircleOutlined } from '@ant-design/icons'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { DueText } from '../../../../ui/due-text.tsx'
import { TierMark } from '../../../../ui/tier-mark.tsx'
import { dutiesQuery, dutyKey } from '../../../api/duties.ts'
import { useMe } from '../../../api/me.ts'
import { placeInShort } from '../../../api/place-search.ts'
import type { VisitRecorded } from '../../../api/visits.ts'
import type { Draft } from './draft.ts'
import styles from './saved.module.css'

type Props = { readonly draft: Draft; readonly recorded: VisitRecorded; readonly onAnother: () => void }

/** What the visit settled, and where to go next. */
export function Saved({ draft, recorded, onAnother }: Props) {
  const { t } = useTranslation()
  const failed = draft.outcome === 'failed'
  return (
    <div className={styles.saved}>
      <section className={styles.result} aria-live="polite">
        <p className={styles.title}>
          <CheckCircleOutlined aria-hidden="true" />
          {t('visits.saved.title')}
          <span className={styles.what}>
            {draft.place?.name}
            {draft.kind && ` · ${t(`words.visitKindShort.${draft.kind}`)}`}
          </span>
        </p>
        {recorded.fulfilled > 0 && (
          <p className={styles.settled}>{t('visits.saved.fulfilled', { count: recorded.fulfilled })}</p>
        )}
        {recorded.waits && <p>{t('visits.saved.waits')}</p>}
        {failed && (
          <p>
            {recorded.failedAttempts >= 2
              ? t('visits.saved.failedTwice', { count: recorded.failedAttempts })
              : t('visits.saved.failed')}
          </p>
        )}
        {!failed && !recorded.waits && recorded.fulfilled === 0 && (
          <>
            <p className={styles.settled}>{t('visits.saved.none')}</p>
            <p className={styles.hint}>{t('visits.saved.noneHint')}</p>
          </>
        )}
        <p className={styles.links}>
          <Link to="/visits" search={{ selected: recorded.id }}>
            {t('visits.saved.show')}
          </Link>
          {draft.place && (
            <Link to="/intake" search={{ placeId: draft.place.id, visitId: recorded.id }}>
              {t('visits.saved.finding')}
            </Link>
          )}
          <button type="button" onClick={onAnother}>
            {t('visits.saved.another')}
          </button>
          <Link to="/duties" search={{}}>
            {t('visits.saved.toDuties')}
          </Link>
        </p>
      </section>
      <NextPlaces placeId={draft.place?.id ?? ''} />
    </div>
  )
}

const shown = 5

/** Due places of the same village, else one's own: the way goes on there. */
function NextPlaces({ placeId }: { readonly placeId: string }) {
  const { t } = useTranslation()
  const { member } = useMe()
  const place = useQuery(placeInShort(placeId))
  const villageId = place.data?.villageId ?? undefined
  const near = useInfiniteQuery({ ...dutiesQuery({ villageId }, 20), enabled: villageId !== undefined })
  const own = useInfiniteQuery(dutiesQuery({ ownerId: member.id }, 20))
  const first = useRef<HTMLAnchorElement>(null)

  const others = (rows: typeof near.data) => {
    const seen = new Set([placeId])
    return (rows?.pages[0]?.rows ?? []).filter((row) => !seen.has(row.placeId) && seen.add(row.placeId)).slice(0, shown)
  }
  const village = others(near.data)
  const rows = village.length > 0 ? village : others(own.data)
  const settled = !place.isPending && !own.isPending && (villageId === undefined || !near.isPending)

  useEffect(() => {
    if (settled) first.current?.focus()
  }, [settled])

  if (!settled) return null
  if (rows.length === 0) return <p className={styles.hint}>{t('visits.saved.nextNone')}</p>
  return (
    <section className={styles.next}>
      <h2>
        {village.length > 0
          ? t('visits.saved.nextSameVillage', { village: place.data?.villageName ?? '' })
          : t('visits.saved.nextOwn')}
      </h2>
      <ul>
        {rows.map((row, index) => (
          <li key={dutyKey(row)}>
            <Link
              ref={index === 0 ? first : undefined}
              to="/visits"
              search={{ record: true, placeId: row.placeId }}
              className={styles.nextPlace}
            >
              <TierMark tier={row.tier} />
              <b>{row.placeName}</b>
              <span className={styles.due}>
                <DueText daysLeft={row.daysLeft} period={row.period} missed={row.missed?.period ?? null} />
              </span>
              <span className={styles.go}>{t('words.goVisit')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
