import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DistanceText } from '../../../ui/distance-text.tsx'
import { DueText, OverdueText } from '../../../ui/due-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { Owed } from '../../part/owed.ts'
import { nameOf, villageName } from '../../part/places.ts'
import { lookOf } from '../../parts/button.tsx'
import { usePart } from '../../phone.tsx'
import styles from './today.module.css'

/** One thing that is owed: where, how long it still has, and the way to it. */
export function OwedItem({ owed }: { readonly owed: Owed }) {
  return owed.kind === 'duty' ? <OwedVisit owed={owed} /> : <OwedFollowUp owed={owed} />
}

function OwedVisit({ owed }: { readonly owed: Extract<Owed, { kind: 'duty' }> }) {
  const { t } = useTranslation('field')
  const part = usePart()
  const { place, duty } = owed
  const village = villageName(part, place.villageId)
  return (
    <li className={styles.owed}>
      <Link to="/p/$placeId" params={{ placeId: place.id }} className={styles.what}>
        <span className={styles.name}>
          {place.tier && <TierMark tier={place.tier} />} {place.name}
        </span>
        <span className={styles.about}>
          <DueText daysLeft={owed.daysLeft} period={duty.period} missed={owed.missed ? duty.period : null} />
        </span>
        <span className={styles.about}>
          {village !== null && village !== place.name && `${village} `}
          {owed.distanceM !== null && <DistanceText distanceM={owed.distanceM} />}
        </span>
      </Link>
      <Link to="/visit/$placeId" params={{ placeId: place.id }} className={`${lookOf({})} ${styles.go}`}>
        {t('today.goVisit')}
        <span className="visually-hidden"> {place.name}</span>
      </Link>
    </li>
  )
}

function OwedFollowUp({ owed }: { readonly owed: Extract<Owed, { kind: 'follow-up' }> }) {
  const { t } = useTranslation('field')
  const part = usePart()
  const { followUp, minutesLeft } = owed
  const topic = followUp.topic === null ? '' : ` · ${t(`words.topic.${followUp.topic}`)}`
  return (
    <li className={styles.owed}>
      <Link to="/follow-ups/$id" params={{ id: followUp.id }} className={styles.what}>
        <span className={styles.name}>
          {followUp.urgency === 'urgent' && <b className={styles.urgent}>{t('words.urgency.urgent')} </b>}
          {t(`words.subject.${followUp.subject}`)}
          {topic}
        </span>
        <span className={styles.about}>{minutesLeft !== null && <OverdueText minutesLeft={minutesLeft} />}</span>
        <span className={styles.about}>{nameOf(part, followUp.placeId)}</span>
      </Link>
      <Link to="/follow-ups/$id" params={{ id: followUp.id }} className={`${lookOf({})} ${styles.go}`}>
        {t('today.handle')}
        <span className="visually-hidden"> {nameOf(part, followUp.placeId)}</span>
      </Link>
    </li>
  )
}

/** The same as a sentence to be read aloud. */
export function useOwedInWords(): (owed: Owed) => string {
  const { t } = useTranslation('field')
  const part = usePart()
  return (owed) => {
    if (owed.kind === 'follow-up') {
      return t('today.aloudFollowUp', {
        what: t(`words.subject.${owed.followUp.subject}`),
        where: nameOf(part, owed.followUp.placeId) ?? '',
      })
    }
    const { place, daysLeft, missed } = owed
    return t(missed ? 'today.aloudMissed' : daysLeft <= 1 ? 'today.aloudToday' : 'today.aloudVisit', {
      name: place.name,
      tier: place.tier === null ? '' : t(`words.tier.${place.tier}`),
      days: daysLeft,
    })
  }
}
