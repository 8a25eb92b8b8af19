import { type Asker, resident } from './entry.ts'
import { askersOf, type FollowUp } from './follow-up.ts'
import { type Reader, reporterNamedTo, theOneWhoReported } from './reading.ts'

/**
 * The one whom a member means as asker. A member who is not told who reported says `reporter`: of the others who reported,
 * the first who is still to be told, else the first of all. Any id but their own is then refused, taken or not, since an
 * answer that differs would tell who reported. null: nobody of this follow-up is meant.
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
