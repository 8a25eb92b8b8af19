/** Who a member is (DOMAIN.md §2). */
export const roles = [
  'chief',
  'instructor',
  'deputy',
  'officer',
  'auxiliary',
  'volunteer',
  'cadre',
  'partner',
  'administrator',
  'auditor',
] as const

export type Role = (typeof roles)[number]

/** Those who lead a station: they decide by their role. */
export const leaderRoles: readonly Role[] = ['chief', 'instructor', 'deputy']

/** Police of any rank: leaders, officers and auxiliaries. */
export const policeRoles: readonly Role[] = [...leaderRoles, 'officer', 'auxiliary']
