import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { duties as zh } from '../zh-CN/duties.ts'

export const duties = {
  title: 'Due visits',
  place: 'Place',
  village: 'Village',
  due: 'Due',
  line: 'Policy line',
  owner: 'Owner',
  visits: 'Visits',
  visitsOf: '{{done}}/{{all}}',
  state: 'State',
  missedOnly: 'Missed only',
  missedState: 'Missed',
  noTier: 'No tier',
  today: 'Due today',
  reset: 'Clear filters',
  print: 'Print',
  failed_one: '{{count}} failed attempt',
  failed_other: '{{count}} failed attempts',
  last: 'Last day',
  window: 'Window',
  kind: 'Kind',
  empty: {
    title: 'No duties yet',
    hint: 'Once places are entered or imported, duties for each week, half-month and month follow from the tiers and the policy.',
    action: 'Import places',
  },
  noneLeft: { title: 'Nothing is due under these filters', hint: 'Change a filter, or clear them to see all.' },
  choose: 'Choose a place to see its window, its owner and what to do next.',
  openPlace: 'Open the place',
} as const satisfies SameKeys<typeof zh>
