import type { Permission } from '@sifang/domain/permissions'
import type { Me } from '../api/me.ts'

/** A page of the navigation: its key after `g`, and what somebody must be allowed to see it. */
export type PageEntry = {
  readonly name: PageName
  readonly to: PagePath
  readonly key: string
  readonly permission: Permission
  /** Pages after a gap in the navigation. */
  readonly section: 'work' | 'station'
}

export type PageName =
  | 'today'
  | 'due'
  | 'duties'
  | 'follow-ups'
  | 'disputes'
  | 'places'
  | 'map'
  | 'visits'
  | 'checks'
  | 'incidents'
  | 'streaks'
  | 'appointments'
  | 'tiers'
  | 'shift'
  | 'members'
  | 'devices'
  | 'divisions'
  | 'import'
  | 'settings'
  | 'audit'

export type PagePath =
  | '/'
  | '/due'
  | '/duties'
  | '/follow-ups'
  | '/disputes'
  | '/places'
  | '/map'
  | '/visits'
  | '/checks'
  | '/incidents'
  | '/streaks'
  | '/appointments'
  | '/tiers'
  | '/shift'
  | '/members'
  | '/devices'
  | '/divisions'
  | '/import'
  | '/settings'
  | '/audit'

/** The navigation, in the order of a station's day. */
export const pages: readonly PageEntry[] = [
  { name: 'today', to: '/', key: 't', permission: 'today.read', section: 'work' },
  { name: 'due', to: '/due', key: 'w', permission: 'duty.read', section: 'work' },
  { name: 'duties', to: '/duties', key: 'd', permission: 'duty.read', section: 'work' },
  { name: 'follow-ups', to: '/follow-ups', key: 'f', permission: 'follow-up.read', section: 'work' },
  { name: 'places', to: '/places', key: 'p', permission: 'place.read', section: 'work' },
  { name: 'map', to: '/map', key: 'm', permission: 'place.read', section: 'work' },
  { name: 'visits', to: '/visits', key: 'v', permission: 'visit.read', section: 'work' },
  { name: 'checks', to: '/checks', key: 'c', permission: 'check.read', section: 'work' },
  { name: 'disputes', to: '/disputes', key: 'n', permission: 'dispute.read', section: 'work' },
  { name: 'incidents', to: '/incidents', key: 'i', permission: 'incident.read', section: 'work' },
  { name: 'streaks', to: '/streaks', key: 'k', permission: 'streak.read', section: 'work' },
  { name: 'appointments', to: '/appointments', key: 'o', permission: 'appointment.read', section: 'work' },
  { name: 'tiers', to: '/tiers', key: 'e', permission: 'tier.propose', section: 'work' },
  { name: 'shift', to: '/shift', key: 'b', permission: 'briefing.read', section: 'work' },
  { name: 'members', to: '/members', key: 'r', permission: 'member.read', section: 'station' },
  { name: 'devices', to: '/devices', key: 'y', permission: 'device.read', section: 'station' },
  { name: 'divisions', to: '/divisions', key: 'l', permission: 'division.read', section: 'station' },
  { name: 'import', to: '/import', key: 'x', permission: 'import.run', section: 'station' },
  { name: 'settings', to: '/settings', key: 's', permission: 'policy.read', section: 'station' },
  { name: 'audit', to: '/audit', key: 'a', permission: 'audit.read', section: 'station' },
]

/** The pages that somebody may see. */
export function visiblePages(permissions: Me['permissions']): readonly PageEntry[] {
  return pages.filter((page) => permissions[page.permission])
}
