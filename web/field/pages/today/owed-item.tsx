import type { DueOnPhone } from '@sifang/domain/field'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'
import { DistanceText } from '../../../ui/distance-text.tsx'
import { DueText, OverdueText } from '../../../ui/due-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { nameOf, villageName } from '../../part/places.ts'
import { lookOf } from '../../parts/button.tsx'
import { usePart, usePresent } from '../../phone.tsx'
import styles from './today.module.css'

type Of<K extends DueOnPhone['kind']> = { readonly owed: Extract<DueOnPhone, { kind: K }> }

/** One thing that is owed: where, how long it still has, and the way to it. */
export function OwedItem({ owed }: { readonly owed: DueOnPhone }) {
  switch (owed.kind) {
    case 'duty':
      return <OwedVisit owed={owed} />
    case 'follow-up':
      return <OwedFollowUp owed={owed} />
    case 'date':
      return <OwedDate owed={owed} />
    case 'booking':
      return <OwedBooking owed={owed} />
  }
}

function OwedVisit({ owed }: Of<'duty'>) {
  const { t } = useTranslation('field')
  const part = usePart()
  const { place, duty, missed } = owed
  if (place === null) return null
  const village = villageName(part, place.villageId)
  return (
    <li className={styles.owed}>
      <Link to="/p/$placeId" params={{ placeId: place.id }} className={styles.what}>
        <span className={styles.name}>
          {place.tier && <TierMark tier={place.tier} />} {place.name}
        </span>
        <span className={styles.about}>
          <DueText daysLeft={owed.daysLeft} period={duty.period} missed={missed ? duty.period : null} />
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

function OwedFollowUp({ owed }: Of<'follow-up'>) {
  const { t } = useTranslation('field')
  const part = usePart()
  const { followUp } = owed
  const topic = followUp.topic === null ? '' : ` · ${t(`words.topic.${followUp.topic}`)}`
  return (
    <ToFollowUp id={followUp.id} placeId={followUp.placeId}>
      <span className={styles.name}>
        {followUp.urgency === 'urgent' && <b className={styles.urgent}>{t('words.urgency.urgent')} </b>}
        {t(`words.subject.${followUp.subject}`)}
        {topic}
      </span>
      <span className={styles.about}>
        <Left dueAt={owed.dueAt} />
      </span>
      <span className={styles.about}>{nameOf(part, followUp.placeId)}</span>
    </ToFollowUp>
  )
}

function OwedDate({ owed }: Of<'date'>) {
  const { t } = useTranslation('field')
  const part = usePart()
  const { date } = owed
  return (
    <ToFollowUp id={date.followUpId} placeId={date.placeId}>
      <span className={styles.name}>{t(`words.date.${dateKind(date.kind)}`)}</span>
      <span className={styles.about}>
        <Left dueAt={owed.dueAt} />
      </span>
      <span className={styles.about}>{nameOf(part, date.placeId)}</span>
    </ToFollowUp>
  )
}

function OwedBooking({ owed }: Of<'booking'>) {
  const { t } = useTranslation('field')
  const { booking, place } = owed
  return (
    <li className={styles.owed}>
      <div className={styles.what}>
        <span className={styles.name}>{t('today.booking')}</span>
        <span className={styles.about}>
          <TimeText at={booking.startsAt} />–<TimeText at={booking.endsAt} />
        </span>
        <span className={styles.about}>{place?.name ?? t('today.atStation')}</span>
      </div>
    </li>
  )
}

type ToProps = { readonly id: string; readonly placeId: string; readonly children: ReactNode }

function ToFollowUp({ id, placeId, children }: ToProps) {
  const { t } = useTranslation('field')
  const part = usePart()
  return (
    <li className={styles.owed}>
      <Link to="/follow-ups/$id" params={{ id }} className={styles.what}>
        {children}
      </Link>
      <Link to="/follow-ups/$id" params={{ id }} className={`${lookOf({})} ${styles.go}`}>
        {t('today.handle')}
        <span className="visually-hidden"> {nameOf(part, placeId)}</span>
      </Link>
    </li>
  )
}

function Left({ dueAt }: { readonly dueAt: number }) {
  const now = usePresent()
  return <OverdueText minutesLeft={Math.round((dueAt - now.getTime()) / 60_000)} />
}

/** The same as a sentence to be read aloud. */
export function useOwedInWords(): (owed: DueOnPhone) => string {
  const { t } = useTranslation('field')
  const part = usePart()
  return (owed) => {
    switch (owed.kind) {
      case 'duty': {
        const key = owed.missed ? 'today.aloudMissed' : owed.daysLeft <= 1 ? 'today.aloudToday' : 'today.aloudVisit'
        const tier = owed.place?.tier ? `${t(`words.tier.${owed.place.tier}`)} ` : ''
        return t(key, { place: `${tier}${owed.place?.name ?? ''}`, days: owed.daysLeft })
      }
      case 'follow-up':
        return waits(t(`words.subject.${owed.followUp.subject}`), nameOf(part, owed.followUp.placeId))
      case 'date':
        return waits(t(`words.date.${dateKind(owed.date.kind)}`), nameOf(part, owed.date.placeId))
      case 'booking':
        return waits(t('today.booking'), owed.place?.name ?? t('today.atStation'))
    }
  }

  function waits(what: string, where: string | null): string {
    return t('today.aloudFollowUp', { what, where: where ?? '' })
  }
}

const dateKinds = ['revisit', 're-check', 'performance', 'confirmation', 'second-sitting', 'mediation-ends'] as const

const dateKind = (kind: string): (typeof dateKinds)[number] => dateKinds.find((one) => one === kind) ?? 'revisit'
