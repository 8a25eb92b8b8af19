import { type Role, roles } from './members/index.ts'
import { isDivision } from './places/kinds.ts'

export type { Role }

/** How far a permission reaches: own entries, the villages of one's areas, the whole station. */
export type Scope = 'own' | 'village' | 'station'

type Reach = Partial<Record<Role, Scope>>

const leaders: Reach = { chief: 'station', instructor: 'station', deputy: 'station' }
const police: Reach = { ...leaders, officer: 'station', auxiliary: 'station' }
const field: Reach = { ...police, volunteer: 'village', cadre: 'village', partner: 'village' }
const fieldOwn: Reach = Object.fromEntries(Object.keys(field).map((role) => [role, 'own']))

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
  // whoever the digging firm calls
  'digging.announce': police,
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
  'check-in.record': field,
  'check-in.read': { ...police, volunteer: 'own', cadre: 'own', partner: 'own' },
  // a track is its member's own: nobody else reads its points (DOMAIN.md §1)
  'track.keep': fieldOwn,
  'incident.report': field,
  'incident.read': police,
  'incident.review': police,
  // others than police: to what they have to do with, and what they sent themselves
  'attachment.add': { ...police, volunteer: 'own', cadre: 'own', partner: 'own' },
  'attachment.read': { ...police, auditor: 'station', volunteer: 'own', cadre: 'own', partner: 'own' },
  'streak.read': { ...police, auditor: 'station' },
  'streak.define': leaders,
  // counts of the call register: typed by one of them, confirmed by another
  'reconciliation.write': { ...leaders, officer: 'station' },
  // which kinds and whose words: the rules of domain/findings and domain/follow-ups
  'finding.enter': field,
  // an officer, or who leads the shift, through mayDecide; auxiliaries see what waits
  'base-data.decide': { ...leaders, officer: 'station' },
  'follow-up.read': { ...field, auditor: 'station' },
  'follow-up.write': field,
  'follow-up.order': leaders,
  // a cadre sees what stands in own villages; its words only as the people's mediator who hosts it
  'dispute.read': { ...police, cadre: 'village', auditor: 'station' },
  // which steps: the rules of domain/disputes; volunteers and cadres write down 就地劝和
  'dispute.write': { ...police, cadre: 'village', volunteer: 'village' },
  'dispute.count': { ...police, auditor: 'station' },
  'committee.read': { ...police, cadre: 'village', administrator: 'station', auditor: 'station' },
  'committee.write': { ...leaders, administrator: 'station' },
  // a dispute's papers name its parties: leaders, and whoever works on it (a cadre as the committee's mediator)
  'paper.read': { ...leaders, officer: 'own', cadre: 'own' },
  'paper.issue': { ...leaders, officer: 'own' },
  'paper.void': { ...leaders, officer: 'own' },
  // numbers, kinds and counts, of nobody
  'paper.register': { ...leaders, officer: 'station', auditor: 'station' },
  'paper.statistics': { ...leaders, officer: 'station', auditor: 'station' },
  // an editor of questions needs no reach over anybody; who goes out reads what is asked
  'checklist.read': { ...police, auditor: 'station' },
  'checklist.write': { ...leaders, officer: 'station' },
  'check.plan': police,
  'check.read': { ...police, auditor: 'station' },
  // filled in, signed and looked at again on a police member's device; the other party signs there
  'check.fill': police,
  // bookings by volunteers are for people of their own villages, and they see their own only
  'appointment.read': { ...police, volunteer: 'village' },
  'appointment.plan': { ...leaders, officer: 'station' },
  'booking.write': { ...leaders, officer: 'station', volunteer: 'village' },
  'promise.publish': leaders,
  'today.read': police,
  // what a shift gives to the next, and what it reads before going out
  'hand-over.read': { ...police, auditor: 'station' },
  'hand-over.sign': { ...leaders, officer: 'station' },
  'briefing.read': police,
  'import.run': { ...leaders, administrator: 'station' },
  'export.run': { ...leaders, officer: 'station', auditor: 'station' },
  'audit.read': { chief: 'station', auditor: 'station' },
  'feed.read': field,
  // what a member carries on a phone: read by the same rules as places, duties and follow-ups elsewhere
  'field.read': field,
  // everybody a phone of their own; whose else: mayEnrol (domain/members)
  'device.enrol': { ...everybody('own'), ...leaders, officer: 'station', administrator: 'station' },
  'device.read': { ...everybody('own'), ...leaders, officer: 'station', administrator: 'station' },
  'device.revoke': { ...everybody('own'), ...leaders, officer: 'station', administrator: 'station' },
  'quarantine.decide': { ...leaders, officer: 'station' },
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
