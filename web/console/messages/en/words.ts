import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { words as zh } from '../zh-CN/words.ts'

export const words = {
  role: {
    chief: 'Chief',
    instructor: 'Instructor',
    deputy: 'Deputy chief',
    officer: 'Officer',
    auxiliary: 'Auxiliary',
    volunteer: 'Volunteer',
    cadre: 'Village cadre',
    partner: 'Partner',
    administrator: 'Administrator',
    auditor: 'Auditor',
  },
  visitKind: {
    canvass: 'Canvass by volunteers',
    patrol: 'Patrol by officers and auxiliaries',
    targeted: 'Targeted check with partners',
    appointment: "Chief's appointment",
  },
  visitKindShort: { canvass: 'Canvass', patrol: 'Patrol', targeted: 'Targeted check', appointment: 'Appointment' },
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
  cancel: 'Cancel',
  save: 'Save',
  open: 'Open',
  close: 'Close',
  goVisit: 'Record visit',
} as const satisfies SameKeys<typeof zh>
