import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { today as zh } from '../zh-CN/today.ts'

export const today = {
  title: 'Today',
  base: {
    title: 'What we have',
    villages: 'villages',
    communities: 'communities',
    places: 'places',
    volunteers: 'volunteers',
    withVolunteer: 'villages with one',
    confirmed: 'confirmed in 90 days',
    byCommunity: 'By community',
    communityName: 'Community',
  },
  due: {
    title: 'Due visits',
    missed: '{{n}} missed',
    today: '{{n}} due today',
    month: 'done this month',
    others: 'Others',
    allDone: 'all visited',
  },
  promises: {
    title: 'Promises and follow-ups',
    hint: 'What waits for an answer, is overdue or is revisited tomorrow will stand here, most urgent first.',
  },
  streaks: {
    title: 'Quiet for',
    hint: 'Days without a pipeline incident, years without homicide and quiet festivals will be computed from reviewed incidents.',
  },
  later: 'coming next',
  secondFailed: {
    title: 'Twice not met',
    lead: 'Two attempts failed within one period; the duty officer finds another way.',
  },
  list: 'Due visits',
  map: 'Map',
  detail: 'Detail',
  seeAll: 'All',
  choose: 'Choose a place on the left to see its window, its owner and what to do next.',
  openPlace: 'Open the place',
  window: 'Window',
  asked: 'Asked by',
  visitsDone: 'Visited',
  visitsOf: '{{done}} of {{all}}',
  empty: {
    title: 'No places yet',
    hint: 'Import the villages, places and members of the station; the due list follows the same day. One spreadsheet is enough.',
    action: 'Import a spreadsheet',
  },
  clear: { title: 'Nothing is due today', hint: 'The next period sets itself up when it begins.' },
} as const satisfies SameKeys<typeof zh>
