import { dayNumber } from '../calendar/index.ts'
import { mayEnterKind } from '../findings/index.ts'
import { leaderRoles, type Role } from '../members/index.ts'
import type { FollowUpSubject, Opened } from './entry.ts'
import type { ClockRules } from './next-clock.ts'

/** Who may open which: whoever may enter the finding; orders 交办 are the chief's own, promises those of the leaders. */
export function mayOpen(role: Role, subject: FollowUpSubject): boolean {
  switch (subject) {
    case 'order':
      return role === 'chief'
    case 'promise':
      return leaderRoles.includes(role)
    default:
      return mayEnterKind(role, subject)
  }
}

export type OpeningRefusal =
  | 'account/not-allowed'
  | 'finding/kind-not-yours'
  | 'finding/not-urgent'
  | 'follow-up/in-the-future'
  | 'follow-up/date-past'
  | 'follow-up/date-needed'

/** Why this member may not open the follow-up so, or null. A promise has its date. */
export function openingRefusal(
  actor: { readonly memberId: string; readonly role: Role },
  opened: Opened,
  { zone }: Pick<ClockRules, 'zone'>,
): OpeningRefusal | null {
  const { subject, settleBy, receivedAt } = opened
  if (!mayOpen(actor.role, subject) || opened.by !== actor.memberId) {
    return subject === 'order' || subject === 'promise' ? 'account/not-allowed' : 'finding/kind-not-yours'
  }
  if (subject === 'base-data-change' && opened.urgency === 'urgent') return 'finding/not-urgent'
  if (opened.at > receivedAt) return 'follow-up/in-the-future'
  if (settleBy === null) return subject === 'promise' ? 'follow-up/date-needed' : null
  return dayNumber(settleBy) < zone.dayOf(receivedAt) ? 'follow-up/date-past' : null
}
