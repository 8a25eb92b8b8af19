import { role } from '../../../ui/messages/nouns/en.ts'
import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { words as zh } from '../zh-CN/words.ts'

export const words = {
  role,
  visitKind: {
    canvass: 'Canvass by volunteers',
    patrol: 'Patrol by officers and auxiliaries',
    targeted: 'Targeted check with partners',
    appointment: "Chief's appointment",
  },
  visitKindShort: { canvass: 'Canvass', patrol: 'Patrol', targeted: 'Targeted', appointment: 'Appointment' },
  placeKind: {
    village: 'Village',
    community: 'Community',
    segment: 'Pipeline segment',
  },
  period: {
    week: 'weekly',
    'half-month': 'half-monthly',
    month: 'monthly',
    quarter: 'quarterly',
    campaign: 'campaign',
  },
  village: 'Village',
  community: 'Community',
  place: 'Place',
  owner: 'Owner',
  tier: 'Tier',
  all: 'All',
  none: 'None',
  colon: ': ',
  listComma: ', ',
  cancel: 'Cancel',
  save: 'Save',
  open: 'Open',
  close: 'Close',
  goVisit: 'Record visit',
} as const satisfies SameKeys<typeof zh>
