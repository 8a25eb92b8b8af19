import { type Asker, resident } from './entry.ts'
import { askersOf, type FollowUp } from './follow-up.ts'
import { type Reader, reporterNamedTo, theOneWhoReported } from './reading.ts'

/**
 * Whom a member means who says “the one who reported”, as anybody may who is not told who that is: of those the one who is
 * still to be told, else the first. To them an id says nothing but themselves: that an id is taken or not would tell who
 * reported. null: nobody who asked or reported.
 */
export function askerMeant(followUp: FollowUp, said: Asker, { memberId, role }: Reader): Asker | null {
  const reporters = followUp.reporterIds.filter((id) => id !== memberId)
  if (said === theOneWhoReported) {
    const waiting = followUp.toTell.find((asker) => reporters.includes(asker))
    return waiting ?? askersOf(followUp).find((asker) => reporters.includes(asker)) ?? null
  }
  if (said === resident || said === memberId || reporterNamedTo(role, false)) return said
  return null
}
