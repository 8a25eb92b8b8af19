import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Urgency } from '../findings/index.ts'
import { allowedIn, type FollowUpState } from './allowed.ts'
import {
  type Asker,
  type FollowUpEntry,
  type FollowUpSubject,
  type MemberEntry,
  type Opened,
  resident,
} from './entry.ts'
import type { Post } from './posts.ts'

/** What a follow-up's entries come to. All instants but `answeredAt`, `onSceneAt` are when the station knew. */
export type FollowUp = {
  /** How many entries there are: what an entry is based on. */
  readonly version: number
  readonly subject: FollowUpSubject
  readonly urgency: Urgency
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

const opened = (entry: Opened): FollowUp => ({
  version: 1,
  subject: entry.subject,
  urgency: entry.urgency,
  placeId: entry.placeId,
  state: 'open',
  since: entry.receivedAt,
  ownerId: entry.ownerId,
  ownerSince: entry.receivedAt,
  post: null,
  openedAt: entry.receivedAt,
  runsSince: entry.receivedAt,
  urgencySince: entry.receivedAt,
  changedAt: entry.receivedAt,
  answeredAt: null,
  onSceneAt: null,
  settleBy: entry.settleBy,
  promisedAt: entry.subject === 'promise' ? entry.receivedAt : null,
  checkedAt: null,
  settledAt: null,
  settledBy: null,
  reporterIds: entry.reporterId === null ? [] : [entry.reporterId],
  residentAsked: entry.residentAsked,
  toTell: [],
  allToldAt: null,
  handlerIds: [entry.ownerId],
  reopenedWithoutReason: false,
  timesReopened: 0,
  mergedIntoId: null,
})

function changed(before: FollowUp, entry: Exclude<FollowUpEntry, Opened>): FollowUp {
  const at = entry.receivedAt
  switch (entry.kind) {
    case 'corrected':
      return { ...withUrgency(before, entry.urgency, at), subject: entry.subject }
    case 'accepted':
      return answered(inState(owned(before, entry.by, at), 'accepted', at), entry)
    case 'worked':
      return worked(before, entry)
    case 'transferred':
      return inState(owned(before, entry.ownerId, at), 'open', at)
    case 'escalated':
      return { ...owned(before, entry.ownerId, at), post: entry.post }
    case 'joined':
      return joined(before, entry)
    case 'merged':
      return { ...inState(before, 'merged', at), mergedIntoId: entry.intoId }
    case 'promised':
      return { ...before, settleBy: entry.settleBy, promisedAt: at }
    case 'settled':
      return settled(answered(before, entry), entry.by, at)
    case 'told':
      return told(before, entry.to, at)
    case 'confirmed':
      return inState(told(before, entry.from, at), 'confirmed', at)
    case 'unhappy': {
      const free = before.reopenedWithoutReason || !entry.withReason
      return { ...reopened(before, at), reopenedWithoutReason: free }
    }
    case 'reopened':
      return reopened(before, at)
    case 'closed-unanswered':
      return inState(before, 'closed-unanswered', at)
  }
}

const inState = (before: FollowUp, state: FollowUpState, since: Instant): FollowUp => ({
  ...before,
  state,
  since: state === before.state ? before.since : since,
})

const owned = (before: FollowUp, ownerId: string, at: Instant): FollowUp => ({
  ...before,
  ownerId,
  ownerSince: ownerId === before.ownerId ? before.ownerSince : at,
  handlerIds: before.handlerIds.includes(ownerId) ? before.handlerIds : [...before.handlerIds, ownerId],
})

const answered = (before: FollowUp, { at }: MemberEntry): FollowUp => ({
  ...before,
  answeredAt: before.answeredAt ?? at,
})

const withUrgency = (before: FollowUp, urgency: Urgency, at: Instant): FollowUp =>
  urgency === before.urgency ? before : { ...before, urgency, urgencySince: at }

/** The owner who simply begins has accepted; what others do on the way is kept and leaves it as it is. */
function worked(before: FollowUp, entry: Extract<MemberEntry, { kind: 'worked' }>): FollowUp {
  const onScene = entry.step === 'on-the-scene' || entry.visitKind !== null
  const noted: FollowUp = {
    ...before,
    onSceneAt: before.onSceneAt ?? (onScene ? entry.at : null),
    checkedAt: entry.visitKind === 'targeted' ? entry.receivedAt : before.checkedAt,
  }
  if (before.state === 'open' && entry.by !== before.ownerId) return noted
  return answered(inState(noted, 'working', entry.receivedAt), entry)
}

function joined(before: FollowUp, entry: Extract<MemberEntry, { kind: 'joined' }>): FollowUp {
  const urgency = entry.urgency === 'urgent' ? 'urgent' : before.urgency
  return {
    ...withUrgency(before, urgency, entry.receivedAt),
    reporterIds: [...new Set([...before.reporterIds, ...entry.reporterIds])],
    residentAsked: before.residentAsked || entry.residentAsked,
  }
}

/** Who settled it knows; everyone else who asked or reported is to be told. */
function settled(before: FollowUp, by: string, at: Instant): FollowUp {
  const reporters = before.reporterIds.filter((id) => id !== by)
  const toTell = before.residentAsked ? [...reporters, resident] : reporters
  const allToldAt = toTell.length === 0 ? at : null
  return { ...inState(before, 'settled', at), settledAt: at, settledBy: by, toTell, allToldAt }
}

function told(before: FollowUp, to: Asker, at: Instant): FollowUp {
  const toTell = before.toTell.filter((asker) => asker !== to)
  return { ...before, toTell, allToldAt: before.allToldAt ?? (toTell.length === 0 ? at : null) }
}

/** Its clocks begin anew; whoever had it has it again. A date that was promised and not kept no longer holds. */
const reopened = (before: FollowUp, at: Instant): FollowUp => ({
  ...inState(before, 'open', at),
  post: null,
  runsSince: at,
  urgencySince: at,
  answeredAt: null,
  onSceneAt: null,
  settleBy: null,
  promisedAt: null,
  checkedAt: null,
  settledAt: null,
  settledBy: null,
  toTell: [],
  allToldAt: null,
  timesReopened: before.timesReopened + 1,
})

/** Those whose word it is: the resident who asked, else the members who reported. */
export const askersOf = ({ residentAsked, reporterIds }: FollowUp): readonly Asker[] =>
  residentAsked ? [resident] : reporterIds

export const isClosed = ({ state }: Pick<FollowUp, 'state'>): boolean =>
  state === 'confirmed' || state === 'closed-unanswered' || state === 'merged'

/** The kinds of entry that the rules allow now, whoever makes them. */
export const allowedNow = ({ state }: FollowUp): readonly MemberEntry['kind'][] => allowedIn[state]
