import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { excusals as zh } from '../zh-CN/excusals.ts'

export const excusals = {
  asked: 'Asked',
  askedBy: 'By',
  period: 'Period',
  until: 'Window ends',
  reason: 'Reason',
  approve: 'Excuse',
  reject: 'Reject',
  approved: 'Excused',
  rejected: 'Rejected; the duty stays',
  effect: 'When excused, no visit is owed in this window and none is missed.',
  gone: 'The duty was judged anew and is no more; there is nothing to decide.',
  own: 'You asked for it or own the duty; another entitled person decides.',
  ask: {
    action: 'Ask to be excused',
    title: 'Ask to be excused: {{place}}',
    lead: 'No visit in this window (until {{until}}): it needs a reason and a leader other than the owner.',
    reason: 'Reason',
    reasonHint: 'e.g. closed for rebuilding; road flooded',
    reasonNeeded: 'Say why',
    save: 'Ask',
    done: 'Asked; a leader decides',
  },
} as const satisfies SameKeys<typeof zh>
