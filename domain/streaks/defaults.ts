import { incidentCategories, type StreakKind } from '../incidents/index.ts'
import type { StreakSubject } from './definition.ts'

/** A streak that every new station counts; a start with its evidence is asked for before the first figure is shown. */
export type DefaultStreak = {
  readonly name: string
  readonly kind: 'days' | 'years' | 'festival'
  readonly subject: Extract<StreakSubject, { kind: 'all-lines' | 'station' }>
  readonly breakers: readonly string[]
}

/** The three that Today shows (INTERFACE.md “Console: Today”). */
export const defaultStreaks: readonly DefaultStreak[] = [
  {
    name: '“三零”',
    kind: 'days',
    subject: { kind: 'all-lines' },
    breakers: breaking('puncture', 'pipeline-accident', 'pipeline-offence'),
  },
  { name: '零命案', kind: 'years', subject: { kind: 'station' }, breakers: breaking('homicide') },
  { name: '春节零警情', kind: 'festival', subject: { kind: 'station' }, breakers: breaking('festival') },
]

function breaking(...kinds: readonly StreakKind[]): readonly string[] {
  return incidentCategories
    .filter(({ breaksStreaks }) => breaksStreaks.some((kind) => kinds.includes(kind)))
    .map(({ id }) => id)
}
