import type { Instant } from '../calendar/index.ts'
import type { Urgency } from '../findings/index.ts'
import { allowedIn, type FollowUpState } from './allowed.ts'
import { type Asker, type FollowUpEntry, type MemberEntry, type Opened, resident } from './entry.ts'
import type { FollowUp } from './follow-up.ts'

/** What the first entry makes. */
export const opened = (entry: Opened): FollowUp => ({
  version: 1,
  subject: entry.subject,
  urgency: entry.urgency,
  topic: entry.topic,
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

/** What one more entry makes of a follow-up, but for its version. */
export function changed(before: FollowUp, entry: Exclude<FollowUpEntry, Opened>): FollowUp {
  const at = entry.receivedAt
  switch (entry.kind) {
    case 'corrected':
      return { ...withUrgency(before, entry.urgency, at), subject: entry.subject, topic: entry.topic }
    case 'accepted':
      return answered(inState(owned(before, entry.by, at), 'accepted', at), entry)
    case 'worked':
      return worked(before, entry)
    case 'transferred':
      return transferred(before, entry.ownerId, at)
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

/** What is settled already stays so: the new owner is to tell those who asked. */
const transferred = (before: FollowUp, ownerId: string, at: Instant): FollowUp => {
  const passedOn = owned(before, ownerId, at)
  return before.state === 'settled' ? passedOn : inState(passedOn, 'open', at)
}

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
    handlerIds: withHost(before.handlerIds, entry),
  }
  // performance and revisits of a dispute come after the station's word, and leave it as it stands
  if (!allowedIn[before.state].includes('worked')) return noted
  if (before.state === 'open' && entry.by !== before.ownerId) return noted
  return answered(inState(noted, 'working', entry.receivedAt), entry)
}

/** Whoever hosts a dispute works on it, as a people's mediator who never owned it does. */
function withHost(handlerIds: readonly string[], { dispute }: Extract<MemberEntry, { kind: 'worked' }>) {
  const hostId = dispute !== null && 'host' in dispute ? (dispute.host?.memberId ?? null) : null
  return hostId === null || handlerIds.includes(hostId) ? handlerIds : [...handlerIds, hostId]
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
