import type { RecordVisit } from '../../../api/visits.ts'
import { instantOf } from '../../../fields/civil-moment.ts'
import type { Draft } from './draft.ts'

export type Missing = 'place' | 'kind' | 'participants' | 'outcome' | 'failure' | 'future'

/** What still has to be said, in the order of the form. */
export function missingOf(draft: Draft, now: Date, timeZone: string): readonly Missing[] {
  const future = draft.at !== null && new Date(instantOf(draft.at, timeZone)) > now
  return [
    ...(draft.place === null ? (['place'] as const) : []),
    ...(draft.kind === null ? (['kind'] as const) : []),
    ...(future ? (['future'] as const) : []),
    ...(draft.participants.length === 0 ? (['participants'] as const) : []),
    ...(draft.outcome === null ? (['outcome'] as const) : []),
    ...(draft.outcome === 'failed' && draft.failure === null ? (['failure'] as const) : []),
  ]
}

/** The command of a complete draft, or null. `sentAt` stands in for “now” once it has been sent. */
export function commandOf(draft: Draft, sentAt: string, timeZone: string): RecordVisit | null {
  const { place, kind, outcome, failure } = draft
  if (place === null || kind === null || outcome === null) return null
  const shared = {
    placeId: place.id,
    kind,
    at: draft.at === null ? sentAt : instantOf(draft.at, timeZone),
    participants: draft.participants,
    observed: draft.observed,
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    ...(draft.othersPresent.trim() === '' ? {} : { othersPresent: draft.othersPresent.trim() }),
  }
  if (outcome !== 'failed') return { ...shared, outcome }
  if (failure === null) return null
  const next = draft.nextDay === null ? null : instantOf({ day: draft.nextDay, time: draft.nextTime }, timeZone)
  return { ...shared, outcome, failure, ...(next === null ? {} : { nextAttemptAt: next }) }
}
