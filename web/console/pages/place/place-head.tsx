import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText, TableDate } from '../../../ui/date-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { PlaceDetail } from '../../api/places.ts'
import styles from './place-head.module.css'
import { knownKey } from './read-details.ts'

const rules = ['incident-verified', 'decided', 'vacant-with-large-vehicle-access', 'otherwise'] as const

/** The tier, why, and since when; what it was before in one click. */
export function PlaceTier({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  const [history, setHistory] = useState(false)
  if (place.tier === null) return null
  return (
    <div className={styles.tier}>
      <p className={styles.now}>
        <TierMark tier={place.tier} long />
        <span>
          <Why rule={place.tierReason?.rule} reason={place.tierReason?.reason} />
        </span>
        {place.tierSince && (
          <span className={styles.quiet}>
            <Since at={place.tierSince} />
          </span>
        )}
        {place.tierHistory.length > 1 && (
          <button
            type="button"
            className={`${styles.toggle} screen-only`}
            aria-expanded={history}
            onClick={() => setHistory(!history)}
          >
            {history ? t('place.historyHide') : t('place.history', { count: place.tierHistory.length - 1 })}
          </button>
        )}
      </p>
      {history && (
        <ol className={styles.history}>
          {place.tierHistory.map((change) => (
            <li key={`${change.at} ${change.tier}`}>
              <TableDate day={change.at} />
              <TierMark tier={change.tier} />
              <span>
                <Why rule={change.rule} reason={change.reason} />
                {change.byName && <span className={styles.quiet}> · {change.byName}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

function Since({ at }: { readonly at: string }) {
  const { t } = useTranslation()
  const [before = '', after = ''] = t('place.since', { date: '|' }).split('|')
  return (
    <>
      {before}
      <DateText day={at} />
      {after}
    </>
  )
}

type WhyProps = { readonly rule: string | undefined; readonly reason: string | null | undefined }

function Why({ rule, reason }: WhyProps) {
  const { t } = useTranslation()
  const known = knownKey(rules, rule)
  const why = known ? t(`place.rule.${known}`) : (rule ?? '')
  return <>{reason ? `${why}${t('words.colon')}${reason}` : why}</>
}

/** Closed, or merged into another: said before anything else. */
export function PlaceState({ place }: { readonly place: PlaceDetail }) {
  const { t } = useTranslation()
  if (place.mergedInto) {
    return (
      <p className={styles.state} role="status">
        {t('place.merged', { name: place.mergedInto.name })}{' '}
        <Link to="/places/$placeId" params={{ placeId: place.mergedInto.id }} search={{}}>
          {t('place.openMerged', { name: place.mergedInto.name })}
        </Link>
      </p>
    )
  }
  if (!place.closedAt) return null
  const [before = '', after = ''] = t('place.closedSince', { date: '|' }).split('|')
  return (
    <p className={styles.state} role="status">
      {before}
      <DateText day={place.closedAt} />
      {after}
    </p>
  )
}
