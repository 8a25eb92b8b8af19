import type { Role } from './members/index.ts'

/** What stands on a place's one timeline (DOMAIN.md §1 “Who reads a place's timeline”). */
export const timelineKinds = [
  'visit',
  'attempt',
  'tier-change',
  'proposal',
  'incident',
  'red-review',
  'excusal',
  'fact',
  'record',
  'contact',
  'merge',
] as const
export type TimelineKind = (typeof timelineKinds)[number]

/**
 * How much of an entry a role reads. `full`: all of it. `brief`: that it was and what came of it, without names of persons
 * and without free text; own entries in full. `own`: own entries only, with what was answered.
 */
export type Reading = 'full' | 'brief' | 'own' | 'none'

type Row = Readonly<Record<TimelineKind, Reading>>

const everything: Row = {
  visit: 'full',
  attempt: 'full',
  'tier-change': 'full',
  proposal: 'full',
  incident: 'full',
  'red-review': 'full',
  excusal: 'full',
  fact: 'full',
  record: 'full',
  contact: 'full',
  merge: 'full',
}

/** Cadres and partners work beside the police: what stands open, not who said it. */
const beside: Row = {
  visit: 'brief',
  attempt: 'brief',
  'tier-change': 'brief',
  proposal: 'none',
  incident: 'brief',
  'red-review': 'none',
  excusal: 'none',
  fact: 'brief',
  record: 'brief',
  contact: 'none',
  merge: 'brief',
}

/** “A volunteer sees own entries and what was answered, not others' disputes and tips.” Base data is everybody's. */
const neighbour: Row = {
  visit: 'own',
  attempt: 'own',
  'tier-change': 'none',
  proposal: 'none',
  incident: 'own',
  'red-review': 'none',
  excusal: 'none',
  fact: 'brief',
  record: 'brief',
  contact: 'none',
  merge: 'brief',
}

const nothing: Row = {
  visit: 'none',
  attempt: 'none',
  'tier-change': 'none',
  proposal: 'none',
  incident: 'none',
  'red-review': 'none',
  excusal: 'none',
  fact: 'none',
  record: 'none',
  contact: 'none',
  merge: 'none',
}

/** Entry kind × role, the one table. */
export const timelineReading: Readonly<Record<Role, Row>> = {
  chief: everything,
  instructor: everything,
  deputy: everything,
  officer: everything,
  auxiliary: everything,
  auditor: everything,
  volunteer: neighbour,
  cadre: beside,
  partner: beside,
  administrator: nothing,
}

/** The kinds of entry that a role reads at all, in the order of the table. */
export function readableKinds(role: Role): readonly TimelineKind[] {
  return timelineKinds.filter((kind) => timelineReading[role][kind] !== 'none')
}

/** How much of one entry is read by this member: own entries in full wherever any of the kind is read. */
export function readingOf(role: Role, kind: TimelineKind, own: boolean): 'full' | 'brief' | 'none' {
  const reading = timelineReading[role][kind]
  if (reading === 'none' || reading === 'full') return reading
  if (own) return 'full'
  return reading === 'brief' ? 'brief' : 'none'
}
