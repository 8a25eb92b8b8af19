import type { MemberEntry } from './entry.ts'

/** Open → accepted → working → settled → confirmed | closed without answer; or merged into another (DOMAIN.md §6). */
export const followUpStates = [
  'open',
  'accepted',
  'working',
  'settled',
  'confirmed',
  'closed-unanswered',
  'merged',
] as const
export type FollowUpState = (typeof followUpStates)[number]

type Kind = MemberEntry['kind']

const inHand: readonly Kind[] = [
  'worked',
  'settled',
  'transferred',
  'escalated',
  'promised',
  'corrected',
  'joined',
  'merged',
]

/** What may be appended in each state, the likeliest first. */
export const allowedIn: Readonly<Record<FollowUpState, readonly Kind[]>> = {
  open: ['accepted', ...inHand],
  accepted: inHand,
  working: inHand,
  settled: ['told', 'confirmed', 'unhappy', 'reopened', 'transferred', 'corrected'],
  confirmed: [],
  // whoever speaks at last is heard
  'closed-unanswered': ['confirmed', 'unhappy', 'reopened'],
  merged: [],
}

const turning: readonly Kind[] = [
  'accepted',
  'transferred',
  'escalated',
  'merged',
  'settled',
  'confirmed',
  'unhappy',
  'reopened',
]

/**
 * Two entries based on the same version: which kinds, entered meanwhile by another member, refuse an entry. What hands
 * the follow-up on or ends something is not put over another such step unseen; what only adds is always kept. A clock's
 * own steps refuse nothing.
 */
export const clashesWith: Readonly<Record<Kind, readonly Kind[]>> = {
  accepted: turning,
  worked: [],
  transferred: turning,
  escalated: turning,
  promised: ['promised', 'merged'],
  corrected: ['corrected'],
  joined: [],
  merged: turning,
  settled: turning,
  told: [],
  confirmed: turning,
  unhappy: turning,
  reopened: turning,
}
