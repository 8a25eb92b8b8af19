import { dayOf, zoneOf } from '@sifang/domain/calendar'
import type { OwnCategory } from '@sifang/domain/incidents'
import {
  lastBreaking,
  type Reconciliation,
  type RecordedCounts,
  reconciled,
  type StreakDefinition,
  type StreakSubject,
  startKnownBy,
  streak,
} from '@sifang/domain/streaks'
import type { z } from 'zod'
import type { IncidentRead } from '../incidents/index.ts'
import type { StoredStart, StoredStreak } from './queries.ts'
import type { streakRow } from './schema.ts'

type Row = z.input<typeof streakRow>

/** What the figures of a station's streaks are counted from. */
export type Facts = {
  readonly incidents: ReadonlyMap<string, readonly IncidentRead[]>
  readonly reconciliations: readonly Reconciliation[]
  /** By what was known at the instant asked for. */
  readonly recorded: RecordedCounts
  readonly timeZone: string
}

export type Asked = { readonly asOf: string; readonly knownAt: number }

/** A stored streak with all that breaks it: the categories of its definition, and own ones that joined it. */
export type CountedStreak = { readonly stored: StoredStreak; readonly breakers: readonly string[] }

export function withBreakers(stored: StoredStreak, own: readonly OwnCategory[]): CountedStreak {
  const joined = own.filter(({ breaks }) => breaks.includes(stored.id)).map(({ id }) => id)
  return { stored, breakers: [...new Set([...stored.breakers, ...joined])] }
}

/** In the rules' own words; null while nobody has said from when it is claimed. */
export function definitionOf({ stored, breakers }: CountedStreak): StreakDefinition | null {
  if (stored.starts.length === 0) return null
  const counted = { subject: subjectOf(stored), breakers }
  if (stored.kind === 'festival') {
    const starts = stored.starts.flatMap(({ recordedAt, firstYear }) =>
      firstYear === null ? [] : [{ recordedAt: Date.parse(recordedAt), firstYear }],
    )
    return { ...counted, kind: 'festival', starts, lastLunarDay: stored.lastLunarDay ?? 7 }
  }
  const starts = stored.starts.flatMap(({ recordedAt, day }) =>
    day === null ? [] : [{ recordedAt: Date.parse(recordedAt), day }],
  )
  return { ...counted, kind: stored.kind, starts }
}

function subjectOf({ subject, lineId, villageId }: StoredStreak): StreakSubject {
  if (subject === 'line') return { kind: subject, lineId: lineId ?? '' }
  if (subject === 'village') return { kind: subject, villageId: villageId ?? '' }
  return { kind: subject }
}

/** The incidents that could break it, of the categories that it counts. */
export const incidentsOf = ({ breakers }: CountedStreak, { incidents }: Facts): readonly IncidentRead[] =>
  breakers.flatMap((category) => incidents.get(category) ?? [])

/** One streak as of a day, by what was known at an instant; an ended one as of the day of its end at the latest. */
export function countedRow(counted: CountedStreak, facts: Facts, asked: Asked): Row {
  const { stored, breakers } = counted
  const endedOn = stored.endedAt && dayOf(stored.endedAt, facts.timeZone)
  const asOf = endedOn && endedOn < asked.asOf ? endedOn : asked.asOf
  const about = {
    id: stored.id,
    name: stored.name,
    kind: stored.kind,
    subject: { kind: stored.subject, id: stored.lineId ?? stored.villageId, name: stored.subjectName },
    breakers: [...breakers],
    lastLunarDay: stored.lastLunarDay,
    start: startThatHolds(stored.starts, asked.knownAt),
    endedOn,
  }
  const definition = definitionOf(counted)
  if (definition === null) return { ...about, ...uncounted }
  const { knownAt } = asked
  const incidents = incidentsOf(counted, facts)
  const figure = streak(definition, incidents, asOf, knownAt)
  const broke = lastBreaking(definition, incidents, asOf, knownAt)
  const reconciliations = facts.reconciliations.map((one) => withJoined(one, counted))
  const zone = zoneOf(facts.timeZone)
  const checked = reconciled(definition, figure, { reconciliations, recorded: facts.recorded }, asOf, knownAt, zone)
  return {
    ...about,
    ...figure,
    lastBroken: broke && { incidentId: broke.id, category: broke.category, on: broke.on },
    reconciledTo: checked.to,
    differences: [...checked.differences],
  }
}

const uncounted = {
  value: null,
  since: null,
  underReview: null,
  running: null,
  lastBroken: null,
  reconciledTo: null,
  differences: [],
}

/** The last one recorded by then; before the first, the first one, as the rules have it. */
function startThatHolds(starts: readonly StoredStart[], knownAt: number): StoredStart | null {
  const dated = starts.map((start) => ({ start, recordedAt: Date.parse(start.recordedAt) }))
  return dated.length === 0 ? null : startKnownBy(dated, knownAt).start
}

/** Counts typed before the station added a category have none of it. */
function withJoined(one: Reconciliation, { stored, breakers }: CountedStreak): Reconciliation {
  const joined = breakers.filter((category) => !stored.breakers.includes(category))
  if (joined.every((category) => one.counts[category] !== undefined)) return one
  return { ...one, counts: { ...Object.fromEntries(joined.map((category) => [category, 0])), ...one.counts } }
}
