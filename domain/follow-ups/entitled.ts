import type { DisputeStep } from '../disputes/step.ts'
import { type Decider, leaderRoles, policeRoles, type Role } from '../members/index.ts'
import { followUpReading } from '../timeline.ts'
import { type Asker, type FollowUpSubject, followUpSubjects, type MemberEntry, resident } from './entry.ts'
import { allowedNow, askersOf, type FollowUp } from './follow-up.ts'

/** What of an entry says who may make it. */
type Made = Pick<MemberEntry, 'kind' | 'by'> & {
  readonly from?: Asker
  readonly dispute?: DisputeStep | null
}

/** Why this member may not make this entry, or null: who it is for, not whether its time has come. */
export function mayMake(
  actor: Decider,
  entry: Made,
  followUp: FollowUp,
): 'account/not-allowed' | 'account/own-entry' | null {
  return isEntitled(actor, entry, followUp) ? ownWord(actor, entry, followUp) : 'account/not-allowed'
}

function isEntitled(actor: Decider, entry: Made, followUp: FollowUp): boolean {
  if (actor.role === 'administrator' || actor.role === 'auditor' || entry.by !== actor.memberId) return false
  const owns = hasInHand(actor, followUp.ownerId)
  const police = policeRoles.includes(actor.role)
  switch (entry.kind) {
    case 'accepted':
    case 'settled':
    case 'told':
    case 'escalated':
      return owns || police
    case 'worked':
      return owns || police || followUp.handlerIds.includes(actor.memberId) || triedToMakePeace(actor, entry, followUp)
    case 'transferred':
      return owns || leads(actor)
    case 'promised':
      return leaderRoles.includes(actor.role)
    case 'corrected':
      return police || followUp.reporterIds.includes(actor.memberId)
    case 'confirmed':
    case 'unhappy':
      return police || (entry.from !== undefined && speaks(actor.memberId, entry.from, followUp))
    // “Volunteers, cadres and partners decide nothing about others' records.”
    case 'joined':
    case 'merged':
    case 'reopened':
      return police
  }
}

/**
 * Whether a member of this role can have such a follow-up in hand: the auditor only reads, the administrator reads none of
 * it, and a tip stays with the police, since whoever owns it reads it in full.
 */
export function mayOwn(role: Role, subject: FollowUpSubject): boolean {
  if (subject === 'tip') return policeRoles.includes(role)
  return role !== 'auditor' && followUpReading[role][subject] !== 'none'
}

/**
 * Whether somebody of one role may stand in for somebody of another: whoever does works on the other's follow-ups, so they
 * may own each kind that the other may, and any at all.
 */
export const mayStandIn = (role: Role, forRole: Role): boolean =>
  followUpSubjects.some((subject) => mayOwn(role, subject)) &&
  followUpSubjects.every((subject) => mayOwn(role, subject) || !mayOwn(forRole, subject))

/** Whether this member has what that one owns in hand: it is their own, or they stand in for its owner today. */
export const hasInHand = (
  { memberId, standsInFor = [] }: Pick<Decider, 'memberId' | 'standsInFor'>,
  ownerId: string,
): boolean => ownerId === memberId || standsInFor.includes(ownerId)

/** The kinds of entry that this member may make now, the likeliest first: what a page offers. */
export const allowedFor = (actor: Decider, followUp: FollowUp): readonly MemberEntry['kind'][] =>
  allowedNow(followUp).filter((kind) => {
    const words = [actor.memberId, ...askersOf(followUp)]
    return words.some((from) => mayMake(actor, { kind, by: actor.memberId, from }, followUp) === null)
  })

/** 就地劝和: whoever reported a quarrel says that they tried to make peace; from then on they have worked on it. */
const triedToMakePeace = ({ memberId }: Decider, { dispute }: Made, { reporterIds }: FollowUp): boolean =>
  dispute?.kind === 'procedure-chosen' &&
  dispute.procedure === 'informal' &&
  dispute.host?.memberId === memberId &&
  reporterIds.includes(memberId)

const leads = ({ role, leadsShift }: Decider): boolean =>
  leaderRoles.includes(role) || (leadsShift && role === 'officer')

/** Members give their own word; a resident's is brought by the volunteer who reported it as well. */
const speaks = (memberId: string, from: string, followUp: FollowUp): boolean =>
  from === memberId || (from === resident && followUp.reporterIds.includes(memberId))

/** Confirmed is the word of the one who asked: it is not taken down by the one who settled it. */
function ownWord(actor: Decider, entry: Made, followUp: FollowUp): 'account/own-entry' | null {
  if (entry.kind !== 'confirmed' || followUp.settledBy !== actor.memberId) return null
  return entry.from === actor.memberId && askersOf(followUp).includes(entry.from) ? null : 'account/own-entry'
}
