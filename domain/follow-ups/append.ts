import { dayNumber } from '../calendar/index.ts'
import { stepsClash } from '../disputes/clashes.ts'
import type { Decider } from '../members/index.ts'
import type { ProblemCode } from '../problems.ts'
import { clashesWith } from './allowed.ts'
import { clockEntriesUntil } from './due.ts'
import { mayMake } from './entitled.ts'
import type { FollowUpEntry, MemberEntry } from './entry.ts'
import { allowedNow, askersOf, type FollowUp, followUpOf } from './follow-up.ts'
import type { ClockRules } from './next-clock.ts'
import { rank } from './posts.ts'

export type Appended = {
  /** What is to be written, in this order: what the clocks brought first, then the entry if it was kept. */
  readonly entries: readonly FollowUpEntry[]
  /** What stands now. */
  readonly followUp: FollowUp
  readonly refusal: {
    readonly code: ProblemCode
    readonly allowed: readonly MemberEntry['kind'][]
  } | null
}

/**
 * Appends a member's entry to a follow-up, after what its clocks brought until then: so it does not matter when a job
 * looked last. `basedOn` is the version that the member saw; an entry that meets another step based on the same version
 * is kept beside it or refused with what stands now (DOMAIN.md §6). Errors: those of `refusalOf`.
 */
export function append(
  entries: readonly FollowUpEntry[],
  entry: MemberEntry,
  basedOn: number,
  actor: Decider,
  rules: ClockRules,
): Appended {
  const known = followUpOf(entries)
  const brought = clockEntriesUntil(known, rules, entry.receivedAt)
  const standing = followUpOf(brought, known)
  const code = refusalOf(standing, entry, actor, rules) ?? early(entries, entry) ?? clash(entries, entry, basedOn)
  if (code !== null) {
    return { entries: brought, followUp: standing, refusal: { code, allowed: allowedNow(standing) } }
  }
  return { entries: [...brought, entry], followUp: followUpOf([entry], standing), refusal: null }
}

/** Why the rules do not allow this entry on what stands, or null. */
export function refusalOf(
  standing: FollowUp,
  entry: MemberEntry,
  actor: Decider,
  rules: Pick<ClockRules, 'zone'>,
): ProblemCode | null {
  const notEntitled = mayMake(actor, entry, standing)
  if (notEntitled !== null) return notEntitled
  if (!allowedNow(standing).includes(entry.kind) && !looksAfter(standing, entry)) return 'follow-up/not-allowed-now'
  if (entry.at > entry.receivedAt) return 'follow-up/in-the-future'
  return wrongIn(standing, entry, rules)
}

/** A dispute is performed and looked in at after the station's word, up to its filing; merged, it goes on elsewhere. */
const looksAfter = ({ state }: FollowUp, entry: MemberEntry): boolean =>
  entry.kind === 'worked' && entry.dispute !== null && state !== 'merged'

function wrongIn(standing: FollowUp, entry: MemberEntry, { zone }: Pick<ClockRules, 'zone'>): ProblemCode | null {
  switch (entry.kind) {
    case 'transferred':
      return entry.ownerId === standing.ownerId ? 'follow-up/same-owner' : null
    case 'escalated':
      if (entry.ownerId === standing.ownerId) return 'follow-up/same-owner'
      // what the chief passed down may come back to the chief
      return entry.post === 'chief' || rank(entry.post) > rank(standing.post) ? null : 'follow-up/not-higher'
    case 'promised':
      return dayNumber(entry.settleBy) < zone.dayOf(entry.receivedAt) ? 'follow-up/date-past' : null
    case 'told':
      return standing.toTell.includes(entry.to) || askersOf(standing).includes(entry.to) ? null : 'follow-up/not-asked'
    case 'confirmed': {
      if (!askersOf(standing).includes(entry.from)) return 'follow-up/not-asked'
      // nobody's report just disappears: the others learn of it before it closes
      return standing.toTell.every((asker) => asker === entry.from) ? null : 'follow-up/not-told'
    }
    case 'unhappy':
      if (!askersOf(standing).includes(entry.from)) return 'follow-up/not-asked'
      return standing.reopenedWithoutReason && !entry.withReason ? 'follow-up/reason-needed' : null
    case 'reopened':
      return entry.withReason ? null : 'follow-up/reason-needed'
    default:
      return null
  }
}

/** Nothing is done about a thing before it was seen: figures read when a step happened, so that day is not made up. */
const early = (entries: readonly FollowUpEntry[], entry: MemberEntry): ProblemCode | null =>
  entry.at < (entries[0]?.at ?? entry.at) ? 'follow-up/before-opened' : null

function clash(entries: readonly FollowUpEntry[], entry: MemberEntry, basedOn: number): ProblemCode | null {
  const refusing: readonly string[] = clashesWith[entry.kind]
  const meanwhile = entries.slice(basedOn)
  const met = meanwhile.some((other) => {
    if (other.by === null || other.by === entry.by) return false
    return refusing.includes(other.kind) || disputesClash(entry, other)
  })
  return met ? 'record/changed' : null
}

const disputesClash = (entry: MemberEntry, other: FollowUpEntry): boolean =>
  entry.kind === 'worked' &&
  other.kind === 'worked' &&
  entry.dispute !== null &&
  other.dispute !== null &&
  stepsClash(entry.dispute, other.dispute)
