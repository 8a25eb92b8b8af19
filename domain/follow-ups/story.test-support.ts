import { type Instant, instantText, parseInstant, shanghai } from '../calendar/index.ts'
import type { Decider, Role } from '../members/index.ts'
import {
  append,
  type ClockEntry,
  type ClockRules,
  clockEntriesUntil,
  defaultClocks,
  type FollowUpEntry,
  followUpOf,
  type Holders,
  type MemberEntry,
  type Opened,
} from './index.ts'

/** `2025-02-05 10:00` in Shanghai. */
export function at(text: string): Instant {
  const instant = parseInstant(`${text.replace(' ', 'T')}+08:00`)
  if (instant === null) throw new RangeError(text)
  return instant
}

export const told = (instant: Instant): string => instantText(instant, shanghai).slice(0, 16).replace('T', ' ')

export const holders: Holders = {
  'community-officer': 'community-officer',
  'duty-officer': 'duty-officer',
  'shift-leader': 'shift-leader',
  chief: 'chief',
  deputyIds: ['deputy'],
}

export const rules: ClockRules = {
  settings: [{ effectiveFrom: '2025-01-01', clocks: defaultClocks }],
  holdersAt: () => holders,
  zone: shanghai,
}

/** Those who act in the tests are called by what they are. */
const roleOf: Readonly<Record<string, Role>> = {
  'community-officer': 'officer',
  'duty-officer': 'officer',
  'shift-leader': 'officer',
  officer: 'officer',
  auxiliary: 'auxiliary',
  deputy: 'deputy',
  chief: 'chief',
  volunteer: 'volunteer',
  neighbour: 'volunteer',
  cadre: 'cadre',
  partner: 'partner',
  administrator: 'administrator',
  auditor: 'auditor',
}
export const actor = (memberId: string): Decider => ({
  memberId,
  role: roleOf[memberId] ?? 'volunteer',
  leadsShift: memberId === 'shift-leader',
})

/** A neighbour's dispute that a volunteer reports on 2025-02-01 at 10:00 and that the duty officer owns. */
export const opened = (more: Partial<Opened> = {}): Opened => ({
  kind: 'opened',
  by: 'volunteer',
  at: at('2025-02-01 10:00'),
  receivedAt: at('2025-02-01 10:00'),
  subject: 'dispute',
  urgency: 'urgent',
  topic: 'irrigation',
  placeId: 'village',
  findingId: 'f1',
  source: 'visit',
  reporterId: 'volunteer',
  residentAsked: false,
  ownerId: 'duty-officer',
  settleBy: null,
  ...more,
})

/** A need that the community officer owns. */
export const need = (more: Partial<Opened> = {}): Opened =>
  opened({ subject: 'need', urgency: 'ordinary', ownerId: 'community-officer', ...more })

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never
export type Step = Without<MemberEntry, 'by' | 'at' | 'receivedAt'>

export const made = (by: string, when: string | Instant, step: Step): MemberEntry => {
  const receivedAt = typeof when === 'number' ? when : at(when)
  return { by, at: receivedAt, receivedAt, ...step }
}
export const worked = (step: 'cadre-contacted' | 'on-the-scene' | 'other' = 'other'): Step => ({
  kind: 'worked',
  step,
  visitKind: null,
  dispute: null,
})

/** What the station has written of a follow-up, growing as members append. */
export function story(first: Opened, under: ClockRules = rules) {
  const entries: FollowUpEntry[] = [first]
  const self = {
    entries,
    get now() {
      return followUpOf(entries)
    },
    /** The code of the refusal, or null; `seen` is the version it was based on, the last one if left out. */
    tries(by: string, when: string | Instant, step: Step, seen = entries.length): string | null {
      const outcome = append(entries, made(by, when, step), seen, actor(by), under)
      entries.push(...outcome.entries)
      return outcome.refusal?.code ?? null
    },
    does(by: string, when: string | Instant, step: Step, seen = entries.length) {
      const code = self.tries(by, when, step, seen)
      if (code !== null) throw new Error(`${by} ${step.kind}: ${code}`)
      return self
    },
    /** The job looks. */
    looks(when: string | Instant): readonly ClockEntry[] {
      const brought = clockEntriesUntil(self.now, under, typeof when === 'number' ? when : at(when))
      entries.push(...brought)
      return brought
    },
  }
  return self
}
