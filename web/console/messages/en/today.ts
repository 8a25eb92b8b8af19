import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { today as zh } from '../zh-CN/today.ts'

export const today = {
  title: 'Today',
  base: {
    title: 'What we have',
    villages: 'villages',
    communities: 'communities',
    volunteers: 'Volunteers',
    covered: 'villages with one',
    confirmed: 'Confirmed in 90 days',
    byCommunity: 'By community',
    hide: 'Fold',
    noCommunity: 'No community',
  },
  due: {
    title: 'Due visits',
    missed: 'missed',
    today: 'due today',
    month: 'Done this month',
    others: 'No tier',
    judging: 'Duties are being set up anew; the figures follow shortly',
  },
  waiting: {
    title: 'To decide',
    incidents: 'incidents to verify',
    tierProposals: 'tier proposals',
    excusals: 'excusals',
    lateVisits: 'late reports',
    redReviews: 'reds after 90 days',
    failedTwice: 'failed twice',
    none: 'Nothing waits for you',
  },
  backup: {
    overdue: 'No backup for more than 36 hours: have the machine looked at',
    copyOverdue: 'No copy of the backup for more than 36 hours: look at the second disk',
  },
  promises: { title: 'Promises and follow-ups', hint: 'To answer, overdue, to revisit tomorrow' },
  streaks: { title: 'Quiet for', none: 'No streaks yet', unset: 'needs a start', review: 'under review' },
  later: 'coming next',
  list: 'Due visits',
  map: 'Map',
  detail: 'Detail',
  seeAll: 'All',
  choose: 'Choose a due place to see its window, its owner and what to do next; the map moves there too.',
  empty: {
    title: 'Begin with a spreadsheet',
    hint: 'The station has no places yet. Ten minutes of importing what you have, and the due list stands.',
    steps: {
      villages: 'Import communities and villages: name, community.',
      members: 'Import members: officers, auxiliaries, volunteers, and their villages.',
      places: 'Import places: name, kind, village; better with a position.',
      due: 'Tiers and policy make the due list for each week, half-month and month.',
    },
    action: 'Import a spreadsheet',
  },
  failed: {
    title: 'Twice not met',
    lead: 'Two attempts failed within one period; the duty officer finds another way.',
    last: 'last on',
  },
  clear: { title: 'Nothing is due now', hint: 'The next period sets itself up when it begins.' },
} as const satisfies SameKeys<typeof zh>
