import { type Role, roles } from './members/index.ts'
import { isDivision } from './places/kinds.ts'

export type { Role }

/** How far a permission reaches: own entries, the villages of one's areas, the whole station. */
export type Scope = 'own' | 'village' | 'station'

type Reach = Partial<Record<Role, Scope>>

const leaders: Reach = { chief: 'station', instructor: 'station', deputy: 'station' }
const police: Reach = { ...leaders, officer: 'station', auxiliary: 'station' }
const field: Reach = { ...police, volunteer: 'village', cadre: 'village', partner: 'village' }

const everybody = (scope: Scope): Reach => Object.fromEntries(roles.map((role) => [role, scope]))

/**
 * Role × permission × scope, the one table (ARCHITECTURE "API"). A role that is not named may not.
 * docs/permissions.md is generated from it; every cell is tested over HTTP.
 */
export const permissions = {
  'account.self': everybody('own'),
  'station.read': { ...field, administrator: 'station', auditor: 'station' },
  'station.configure': { chief: 'station', administrator: 'station' },
  'member.read': { ...field, administrator: 'station', auditor: 'station' },
  'member.write': { chief: 'station', administrator: 'station' },
  'roster.write': { ...leaders, administrator: 'station' },
  // villages, communities and lines: who makes them reads them, and need not read what happens at places
  'division.read': { ...field, administrator: 'station', auditor: 'station' },
  'division.write': { ...leaders, administrator: 'station' },
  'place.read': { ...field, auditor: 'station' },
  'place.write': police,
  'place.close': police,
  'place.merge': leaders,
  'contact.read': { ...police },
  'line.write': { ...leaders, administrator: 'station' },
  'tier.propose': police,
  // a shift leader of any rank decides through mayDecide; the route lets police in and the rule refuses
  'tier.decide': police,
  'policy.read': { ...police, administrator: 'station', auditor: 'station' },
  'policy.write': { chief: 'station', instructor: 'station' },
  'duty.read': field,
  'duty.excuse': police,
  'duty.decide': police,
  'visit.record': field,
  'visit.read': field,
  'visit.void': police,
  'round-list.write': police,
  'incident.report': field,
  'incident.read': police,
  'incident.review': police,
  // which kinds and whose words: the rules of domain/findings and domain/follow-ups
  'finding.enter': field,
  // an officer, or who leads the shift, through mayDecide; auxiliaries see what waits
  'base-data.decide': { ...leaders, officer: 'station' },
  'follow-up.read': { ...field, auditor: 'station' },
  'follow-up.write': field,
  'follow-up.order': leaders,
  'today.read': police,
  'import.run': { ...leaders, administrator: 'station' },
  'export.run': { ...leaders, officer: 'station', auditor: 'station' },
  'audit.read': { chief: 'station', auditor: 'station' },
  'feed.read': field,
} as const satisfies Record<string, Reach>

export type Permission = keyof typeof permissions

/** How far `role` may use `permission`, or null when it may not. */
export function reach(permission: Permission, role: Role): Scope | null {
  const table: Reach = permissions[permission]
  return table[role] ?? null
}

/**
 * What it takes to correct, close or reopen a place of this kind. Villages and communities are places too (DOMAIN.md §2),
 * but what they are called and whether there are any is for those who make them.
 */
export function permissionOver(kind: string, ordinary: 'place.write' | 'place.close'): Permission {
  return isDivision(kind) ? 'division.write' : ordinary
}
