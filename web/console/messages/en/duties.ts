import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { duties as zh } from '../zh-CN/duties.ts'

export const duties = {
  title: 'Due visits',
  place: 'Place',
  village: 'Village',
  tier: 'Tier',
  due: 'Due',
  line: 'Asked by',
  owner: 'Owner',
  visits: 'Visits',
  visitsOf: '{{done}}/{{all}}',
  state: 'State',
  missedOnly: 'Missed only',
  missedState: 'Missed',
  openState: 'Due',
  others: 'No tier',
  anyOwner: 'All owners',
  anyVillage: 'All villages',
  mine: 'Mine',
  reset: 'Clear filters',
  empty: {
    title: 'No visits are due yet',
    hint: 'Once places are entered or imported, duties for each week, half-month and month follow from the tiers and the policy.',
    action: 'Import places',
  },
  noneLeft: { title: 'Nothing is due under these filters', hint: 'Change a filter, or clear them to see all.' },
  window: '{{from}} to {{until}}',
  asOfPolicy: 'Asked by: {{line}}',
} as const satisfies SameKeys<typeof zh>
