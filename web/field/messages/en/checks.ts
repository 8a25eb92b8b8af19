import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { checks as zh } from '../zh-CN/checks.ts'

export const checks = {
  checkIn: {
    title: 'Check in on patrol',
    hint: 'A check-in keeps which post or place, the hour, and how exact in metres; no route.',
    here: 'I am here: check in',
    at: 'Check in at {{name}}',
    byPosition: 'Near me, by position',
    accuracy: 'The position is exact to about {{m}} metres. Choose where you are:',
    nothingNear: 'No post or place within two kilometres. Scan a code instead.',
    done: 'Checked in: {{name}}',
    far: 'The position is about {{m}} metres from here; it is kept as it is.',
    place: 'Place',
    line: 'Line',
  },
  track: {
    title: 'Patrol track',
  },
  check: {
    title: 'Targeted check',
  },
} as const satisfies SameKeys<typeof zh>
