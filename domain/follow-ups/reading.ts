import type { Instant } from '../calendar/index.ts'
import type { FindingSource } from '../findings/index.ts'
import { policeRoles, type Role } from '../members/index.ts'
import { followUpReading, timelineReading } from '../timeline.ts'
import { hasInHand } from './entitled.ts'
import type { Asker, FollowUpEntry, FollowUpEntryKind } from './entry.ts'
import { type FollowUp, followUpOf } from './follow-up.ts'

export type Reader = {
  readonly memberId: string
  readonly role: Role
  /** Members for whom this one stands in today: what they own is read as its owner reads it. */
  readonly standsInFor?: readonly string[]
}

/** Stands for the member who reported, where they are not named. */
export const theOneWhoReported = 'reporter'

/** What of an entry is read. All ids of persons that may be shown are here; in brief there are none. */
export type ReadEntry = {
  readonly kind: FollowUpEntryKind
  /** The version that it made. */
  readonly version: number
  readonly at: Instant
  readonly receivedAt: Instant
  /** `brief`: without names of persons and without free text. */
  readonly reading: 'full' | 'brief'
  readonly by: string | null
  /** Who got it, by an opening, a transfer or an escalation. */
  readonly ownerId: string | null
  /** Whom was told, or whose word it is; `theOneWhoReported` where that is a member who is not named. */
  readonly asker: Asker | null
  /** 来源: where it came from; a visit where its reporter is not named (DOMAIN.md §1). */
  readonly source: FindingSource['kind'] | null
}

/**
 * Whether the one who reported is named to this reader: “never to parties, cadres or partners, nor in papers” (DOMAIN.md
 * §1), and to no other volunteer. Those who reported it themselves know.
 */
export const reporterNamedTo = (reader: Role | 'party' | 'paper', isReporter: boolean): boolean =>
  isReporter || reader === 'auditor' || policeRoles.some((role) => role === reader)

/** The entries of a follow-up that a member reads, each as far as the table of domain/timeline.ts says. */
export function readFollowUp(entries: readonly FollowUpEntry[], reader: Reader): readonly ReadEntry[] {
  const followUp = followUpOf(entries)
  return entries.flatMap((entry, index) => readEntry(entry, index + 1, followUp, reader) ?? [])
}

/** What the reading of one entry rests on, of all that its follow-up's entries come to. */
export type ReadFollowUp = Pick<FollowUp, 'subject' | 'ownerId' | 'reporterIds' | 'handlerIds'>

/** One entry, of the follow-up that stands, as far as a member reads it; null: not at all. `version`: the one it made. */
export function readEntry(
  entry: FollowUpEntry,
  version: number,
  followUp: ReadFollowUp,
  reader: Reader,
): ReadEntry | null {
  const reading = readingOfEntry(entry, followUp, reader)
  if (reading === 'none') return null
  const { kind, at, receivedAt } = entry
  const read = { kind, version, at, receivedAt, reading }
  if (reading === 'brief') return { ...read, by: null, ownerId: null, asker: null, source: sourceOf(entry, 'paper') }
  return { ...read, ...personsOf(entry, followUp, reader) }
}

function readingOfEntry(entry: FollowUpEntry, followUp: ReadFollowUp, reader: Reader): 'full' | 'brief' | 'none' {
  const subject = followUpReading[reader.role][followUp.subject]
  const kind = timelineReading[reader.role][entry.kind]
  if (subject === 'none') return 'none'
  if (subject === 'full') return kind === 'full' ? 'full' : 'brief'
  // “shown in full only to those who work on it”; that others reported it too is not their matter
  if (hasInHand(reader, followUp.ownerId)) return entry.kind === 'joined' ? 'brief' : 'full'
  const reported = followUp.reporterIds.includes(reader.memberId)
  const takesPart = reported || followUp.handlerIds.includes(reader.memberId)
  if (kind === 'none' || (!takesPart && (subject === 'own' || kind === 'own'))) {
    return takesPart && entry.by === reader.memberId ? 'full' : 'none'
  }
  return entry.by === reader.memberId || (reported && answers(entry, reader)) ? 'full' : 'brief'
}

/** “Own entries and what was answered”: what the station did, promised and told the reader. */
const answers = (entry: FollowUpEntry, { memberId }: Reader): boolean =>
  entry.kind === 'settled' || entry.kind === 'promised' || (entry.kind === 'told' && entry.to === memberId)

type Persons = Pick<ReadEntry, 'by' | 'ownerId' | 'asker' | 'source'>

/** An entry in full, its reporter named or not. A reporter who also worked on it is named for that work only. */
function personsOf(entry: FollowUpEntry, { reporterIds }: ReadFollowUp, { memberId, role }: Reader): Persons {
  const hidden = (id: string) => reporterIds.includes(id) && !reporterNamedTo(role, id === memberId)
  const asker = 'to' in entry ? entry.to : 'from' in entry ? entry.from : null
  const byReporter = entry.by !== null && speaking.includes(entry.kind) && hidden(entry.by)
  return {
    by: byReporter ? null : entry.by,
    ownerId: 'ownerId' in entry ? entry.ownerId : null,
    asker: asker !== null && hidden(asker) ? theOneWhoReported : asker,
    source: sourceOf(entry, reporterNamedTo(role, reporterIds.includes(memberId)) ? role : 'paper'),
  }
}

/** What a reporter appends as the one who reported. */
const speaking: readonly FollowUpEntryKind[] = ['opened', 'corrected', 'confirmed', 'unhappy']

/** “来源：走访发现” where the reporter is not named; an order has no such source. */
const sourceOf = (entry: FollowUpEntry, reader: Role | 'paper'): FindingSource['kind'] | null => {
  if (entry.kind !== 'opened' || entry.source === null) return null
  return reader === 'paper' ? 'visit' : entry.source
}
