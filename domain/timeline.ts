import type { FollowUpEntryKind, FollowUpSubject } from './follow-ups/entry.ts'
import type { Role } from './members/index.ts'

/** What stands on a place's one timeline (DOMAIN.md §1 “Who reads a place's timeline”). */
export const timelineKinds = [
  'visit',
  'attempt',
  'check-in',
  'check',
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

/** All kinds of entry that the table speaks of: a follow-up's entries are read by it as well. */
export type ReadKind = TimelineKind | FollowUpEntryKind

/**
 * How much of an entry a role reads. `full`: all of it. `brief`: that it was and what came of it, without names of persons
 * and without free text; own entries in full. `own`: own entries only, with what was answered.
 */
export type Reading = 'full' | 'brief' | 'own' | 'none'

type Row = Readonly<Record<ReadKind, Reading>>

const everything: Row = {
  visit: 'full',
  attempt: 'full',
  'check-in': 'full',
  check: 'full',
  'tier-change': 'full',
  proposal: 'full',
  incident: 'full',
  'red-review': 'full',
  excusal: 'full',
  fact: 'full',
  record: 'full',
  contact: 'full',
  merge: 'full',
  opened: 'full',
  corrected: 'full',
  accepted: 'full',
  worked: 'full',
  transferred: 'full',
  escalated: 'full',
  joined: 'full',
  merged: 'full',
  promised: 'full',
  settled: 'full',
  told: 'full',
  confirmed: 'full',
  unhappy: 'full',
  reopened: 'full',
  'closed-unanswered': 'full',
}

/** Cadres and partners work beside the police: what stands open, not who said it; of check-ins, which prove a patrol, own ones. */
const beside: Row = {
  visit: 'brief',
  attempt: 'brief',
  'check-in': 'own',
  check: 'brief',
  'tier-change': 'brief',
  proposal: 'none',
  incident: 'brief',
  'red-review': 'none',
  excusal: 'none',
  fact: 'brief',
  record: 'brief',
  contact: 'none',
  merge: 'brief',
  opened: 'brief',
  corrected: 'brief',
  accepted: 'brief',
  worked: 'brief',
  transferred: 'brief',
  escalated: 'none',
  joined: 'none',
  merged: 'brief',
  promised: 'brief',
  settled: 'brief',
  told: 'none',
  confirmed: 'brief',
  unhappy: 'brief',
  reopened: 'brief',
  'closed-unanswered': 'brief',
}

/**
 * “A volunteer sees own entries and what was answered, not others' disputes and tips.” Base data is everybody's. `own` of
 * a follow-up's entries: those of follow-ups that came from one's own report.
 */
const neighbour: Row = {
  visit: 'own',
  attempt: 'own',
  'check-in': 'own',
  check: 'own',
  'tier-change': 'none',
  proposal: 'none',
  incident: 'own',
  'red-review': 'none',
  excusal: 'none',
  fact: 'brief',
  record: 'brief',
  contact: 'none',
  merge: 'brief',
  opened: 'own',
  corrected: 'own',
  accepted: 'own',
  worked: 'none',
  transferred: 'own',
  escalated: 'none',
  joined: 'none',
  merged: 'own',
  promised: 'own',
  settled: 'own',
  told: 'own',
  confirmed: 'own',
  unhappy: 'own',
  reopened: 'own',
  'closed-unanswered': 'own',
}

const nothing: Row = {
  visit: 'none',
  attempt: 'none',
  'check-in': 'none',
  check: 'none',
  'tier-change': 'none',
  proposal: 'none',
  incident: 'none',
  'red-review': 'none',
  excusal: 'none',
  fact: 'none',
  record: 'none',
  contact: 'none',
  merge: 'none',
  opened: 'none',
  corrected: 'none',
  accepted: 'none',
  worked: 'none',
  transferred: 'none',
  escalated: 'none',
  joined: 'none',
  merged: 'none',
  promised: 'none',
  settled: 'none',
  told: 'none',
  confirmed: 'none',
  unhappy: 'none',
  reopened: 'none',
  'closed-unanswered': 'none',
}

/** Entry kind × role, the one table. Of follow-ups it is read together with `followUpReading`. */
export const timelineReading: Readonly<Record<Role, Row>> = {
  chief: everything,
  instructor: everything,
  deputy: everything,
  officer: everything,
  auxiliary: everything,
  // check-ins are the police's to read (`check-in.read`)
  auditor: { ...everything, 'check-in': 'none' },
  volunteer: neighbour,
  cadre: beside,
  partner: beside,
  administrator: nothing,
}

type Subjects = Readonly<Record<FollowUpSubject, Reading>>

const each = (reading: Reading): Subjects => ({
  dispute: reading,
  hazard: reading,
  tip: reading,
  need: reading,
  'base-data-change': reading,
  order: reading,
  promise: reading,
})

/**
 * What a follow-up is about × role: `own` are those that came from one's own report. A tip is nobody's beside the
 * police; a dispute is the village's, so a partner reads none; the chief's orders are for whom they were given.
 */
export const followUpReading: Readonly<Record<Role, Subjects>> = {
  chief: each('full'),
  instructor: each('full'),
  deputy: each('full'),
  officer: each('full'),
  auxiliary: each('full'),
  auditor: each('full'),
  volunteer: each('own'),
  cadre: { ...each('brief'), tip: 'own', order: 'own' },
  partner: { ...each('own'), hazard: 'brief', 'base-data-change': 'brief' },
  administrator: each('none'),
}

/** What a timeline is asked for by: its own kinds, and the entries of follow-ups, whichever kind they are. */
export const timelineFilters = [...timelineKinds, 'follow-up'] as const
export type TimelineFilter = (typeof timelineFilters)[number]

/** Whether a role reads any entries of follow-ups on a timeline. */
export const readsFollowUps = (role: Role): boolean =>
  Object.values(followUpReading[role]).some((reading) => reading !== 'none')

/** The kinds of entry that a role reads at all, in the order of the table. */
export function readableKinds(role: Role): readonly TimelineKind[] {
  return timelineKinds.filter((kind) => timelineReading[role][kind] !== 'none')
}

/** How much of one entry is read by this member: own entries in full wherever any of the kind is read. */
export function readingOf(role: Role, kind: ReadKind, own: boolean): 'full' | 'brief' | 'none' {
  const reading = timelineReading[role][kind]
  if (reading === 'none' || reading === 'full') return reading
  if (own) return 'full'
  return reading === 'brief' ? 'brief' : 'none'
}
