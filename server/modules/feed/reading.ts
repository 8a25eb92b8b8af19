import { type Permission, type Role, reach } from '@sifang/domain/permissions'

/**
 * What a change is of, by the permission to read such a thing. What is not here is no line of a village member's feed: most
 * of it (papers, checks, excusals) they never read, and of bookings and attachments they read their own alone, so that one
 * more would tell them of another's.
 */
const readBy: Readonly<Record<string, Permission>> = {
  station: 'station.read',
  member: 'member.read',
  team: 'member.read',
  shift: 'member.read',
  'stand-in': 'member.read',
  place: 'place.read',
  line: 'place.read',
  duty: 'duty.read',
  visit: 'visit.read',
  incident: 'incident.read',
  'follow-up': 'follow-up.read',
  dispute: 'dispute.read',
  committee: 'committee.read',
  appointment: 'appointment.read',
  'appointment-rhythm': 'appointment.read',
}

/** The entities of which a member with a village scope is told. */
export const entitiesTold = (role: Role): readonly string[] =>
  Object.entries(readBy).flatMap(([entity, permission]) => (reach(permission, role) === null ? [] : [entity]))
