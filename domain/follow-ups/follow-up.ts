import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Topic, Urgency } from '../findings/index.ts'
import { allowedIn, type FollowUpState } from './allowed.ts'
import { changed, opened } from './changed.ts'
import { type Asker, type FollowUpEntry, type FollowUpSubject, type MemberEntry, resident } from './entry.ts'
import type { Post } from './posts.ts'

/** What a follow-up's entries come to. All instants but `answeredAt`, `onSceneAt` are when the station knew. */
export type FollowUp = {
  /** How many entries there are: what an entry is based on. */
  readonly version: number
  readonly subject: FollowUpSubject
  readonly urgency: Urgency
  readonly topic: Topic | null
  readonly placeId: string
  readonly state: FollowUpState
  /** Since when it is in this state. */
  readonly since: Instant
  readonly ownerId: string
  readonly ownerSince: Instant
  /** The highest post that it was escalated to since it was opened or reopened. */
  readonly post: Post | null
  readonly openedAt: Instant
  /** When it was opened, or last reopened: the clocks begin. */
  readonly runsSince: Instant
  /** When its urgency was last known to be another: answer and scene are counted from then. */
  readonly urgencySince: Instant
  readonly changedAt: Instant
  readonly answeredAt: Instant | null
  readonly onSceneAt: Instant | null
  /** A date of its own, by order or promise. */
  readonly settleBy: CivilDate | null
  readonly promisedAt: Instant | null
  readonly checkedAt: Instant | null
  readonly settledAt: Instant | null
  readonly settledBy: string | null
  readonly reporterIds: readonly string[]
  readonly residentAsked: boolean
  /** Who of those who asked or reported was not told yet since it was settled. */
  readonly toTell: readonly Asker[]
  /** Since when nobody is left to be told. */
  readonly allToldAt: Instant | null
  /** All who ever had it. */
  readonly handlerIds: readonly string[]
  /** It was reopened by an unhappy answer that gave no reason. */
  readonly reopenedWithoutReason: boolean
  readonly timesReopened: number
  readonly mergedIntoId: string | null
}

/**
 * The state of a follow-up, from its entries in the order recorded (DOMAIN.md §6). `standing` goes on from what earlier
 * entries came to. The entries are those that `append` let in; throws RangeError when the first is no `opened`.
 */
export function followUpOf(entries: readonly FollowUpEntry[], standing: FollowUp | null = null): FollowUp {
  let followUp = standing
  for (const entry of entries) followUp = withEntry(followUp, entry)
  if (followUp === null) throw new RangeError('a follow-up has at least one entry')
  return followUp
}

function withEntry(before: FollowUp | null, entry: FollowUpEntry): FollowUp {
  if (entry.kind === 'opened') {
    if (before !== null) throw new RangeError('a follow-up is opened once')
    return opened(entry)
  }
  if (before === null) throw new RangeError('a follow-up begins by being opened')
  return { ...changed(before, entry), version: before.version + 1, changedAt: entry.receivedAt }
}

/** Those whose word it is: the resident who asked, else the members who reported. */
export const askersOf = ({ residentAsked, reporterIds }: FollowUp): readonly Asker[] =>
  residentAsked ? [resident] : reporterIds

export const isClosed = ({ state }: Pick<FollowUp, 'state'>): boolean =>
  state === 'confirmed' || state === 'closed-unanswered' || state === 'merged'

/** The kinds of entry that the rules allow now, whoever makes them. */
export const allowedNow = ({ state }: FollowUp): readonly MemberEntry['kind'][] => allowedIn[state]
