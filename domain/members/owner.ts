import type { CivilDate } from '../calendar/index.ts'

export type Owned = {
  /** Who was made responsible for the place, each from a date on, in any order; null ends it from that date. */
  readonly responsible: readonly { readonly memberId: string | null; readonly from: CivilDate }[]
  readonly communityOfficerId: string | null
  readonly chiefId: string | null
}

/** “Each place has one responsible member from a date on; else its village's community officer; else the chief” (DOMAIN.md §2). */
export function ownerOf(place: Owned, on: CivilDate): string | null {
  let since: CivilDate = ''
  let member: string | null = null
  for (const { memberId, from } of place.responsible) {
    if (from <= on && from >= since) [since, member] = [from, memberId]
  }
  return member ?? place.communityOfficerId ?? place.chiefId
}
