import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { fields as zh } from '../zh-CN/fields.ts'

export const fields = {
  dayPlaceholder: 'e.g. 2-1',
  weekday: '{{day}}',
  openCalendar: '{{label}}: open the calendar',
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  month: '{{year}}-{{month}}',
  weekdays: 'MTWTFSS',
  placePlaceholder: 'Name, pinyin or initials',
  placeHint: 'Type two characters of the name, its pinyin or its initials',
  placeNone: 'Nothing found for “{{query}}”. Try two other characters.',
  searching: 'Searching…',
  peoplePlaceholder: 'Choose who was there',
  meNamed: '{{name}} (me)',
  addMe: 'Add me',
  addTeam: 'Add {{name}}',
  optional: 'optional',
} as const satisfies SameKeys<typeof zh>
