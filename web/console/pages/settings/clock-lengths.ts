import { type Urgency, urgencies } from '@sifang/domain/findings'
import {
  type ClockSettings,
  defaultClocks,
  type FollowUpSubject,
  followUpSubjects,
  type Length,
} from '@sifang/domain/follow-ups'
import { defaultLadder, type LadderSettings } from '@sifang/domain/ladder'
import { useTranslation } from 'react-i18next'
import type { StationSettings } from '../../api/station-settings.ts'

type StoredClocks = StationSettings['clocks'][number]

/** Before a station named a day, the rules' own hold: so they stand as an entry without a day. */
export type Dated<T> = { readonly effectiveFrom: string | null; readonly value: T }

/** All clocks that a station ever had, the latest first; what an entry leaves out is the rules' own. */
export const datedClocks = ({ clocks }: StationSettings): readonly Dated<ClockSettings>[] =>
  latestFirst(
    clocks.map((stored) => ({ effectiveFrom: stored.effectiveFrom, value: whole(stored) })),
    defaultClocks,
  )

export const datedLadder = ({ ladder }: StationSettings): readonly Dated<LadderSettings>[] =>
  latestFirst(
    ladder.map(({ effectiveFrom, ...value }) => ({ effectiveFrom, value })),
    defaultLadder,
  )

function latestFirst<T>(
  entries: readonly (Dated<T> & { readonly effectiveFrom: string })[],
  own: T,
): readonly Dated<T>[] {
  const sorted = entries.toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? 1 : -1))
  return [...sorted, { effectiveFrom: null, value: own }]
}

/** The entry that holds on a day. */
export const inForceOn = <T>(entries: readonly Dated<T>[], day: string): Dated<T> | undefined =>
  entries.find(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= day)

function whole({ tell, silence, lengths }: StoredClocks): ClockSettings {
  const of = (subject: FollowUpSubject) => ({
    urgent: lengths[subject]?.urgent ?? defaultClocks.lengths[subject].urgent,
    ordinary: lengths[subject]?.ordinary ?? defaultClocks.lengths[subject].ordinary,
  })
  return {
    tell: tell ?? defaultClocks.tell,
    silence: silence ?? defaultClocks.silence,
    lengths: {
      dispute: of('dispute'),
      hazard: of('hazard'),
      tip: of('tip'),
      need: of('need'),
      'base-data-change': of('base-data-change'),
      order: of('order'),
      promise: of('promise'),
    },
  }
}

/** The kinds of clocks in the order of the page; base data is never urgent. */
export const clockRows: readonly ClockRow[] = followUpSubjects.flatMap((subject) =>
  urgencies
    .filter((urgency) => subject !== 'base-data-change' || urgency === 'ordinary')
    .map((urgency) => ({ subject, urgency })),
)

export type ClockRow = { readonly subject: FollowUpSubject; readonly urgency: Urgency }

/** 30 分钟, 2 小时, 15 天. */
export function useLength(): (length: Length) => string {
  const { t } = useTranslation()
  return (length) => {
    if (length.unit === 'days') return t('settings.clocks.days', { n: length.days })
    if (length.minutes % 60 === 0) return t('settings.clocks.hours', { n: length.minutes / 60 })
    return t('settings.clocks.minutes', { n: length.minutes })
  }
}
