import { policeRoles, type Role } from '../members/index.ts'

type Standing = {
  /** The member's consent runs. */
  readonly consents: boolean
  /** A shift of the station's list runs at that time. */
  readonly shiftRuns: boolean
}

/** “Kept only on duty”, with “its member's separate consent” (DOMAIN.md §1): why no track begins, or null when one may. */
export function mayBeginTrack(
  role: Role,
  { consents, shiftRuns }: Standing,
): 'track/no-consent' | 'track/not-on-duty' | null {
  if (!consents) return 'track/no-consent'
  return policeRoles.includes(role) && !shiftRuns ? 'track/not-on-duty' : null
}
