import type { OutboxItem, Part } from '@sifang/client/phone'
import { type CarriedDuty, type CarriedFollowUp, type CarriedPlace, distanceM, followUpsOf, type Position } from './places.ts'

/** Something that the member owes, as the list of today shows it. */
export type Owed =
  | {
      readonly kind: 'duty'
      readonly place: CarriedPlace
      readonly duty: CarriedDuty
      readonly daysLeft: number
      readonly missed: boolean
      readonly distanceM: number | null
    }
  | { readonly kind: 'follow-up'; readonly followUp: CarriedFollowUp; readonly minutesLeft: number | null }

/** TEMPORARY until domain/field */
export function owedToday(part: Part, items: readonly OutboxItem[], now: Date, position: Position | null): readonly Owed[] {
  const me = part.own?.member.id
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const gone = new Set(items.flatMap(({ path, body }) => (path?.startsWith('/visits/') && body?.outcome !== 'failed' ? [String(body?.placeId)] : [])))
  const duties = [...part.villages.values()].flatMap(({ places, duties }) =>
    duties.flatMap((duty): Owed[] => {
      const place = places.find(({ id }) => id === duty.placeId)
      if (!place || duty.state !== 'open' || gone.has(place.id)) return []
      const daysLeft = Math.round((Date.parse(`${duty.until}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / 86_400_000) + 1
      return [{ kind: 'duty', place, duty, daysLeft, missed: place.lapsesOn !== null && place.lapsesOn < today, distanceM: position && distanceM(position, place) }]
    }),
  )
  const followUps = followUpsOf(part)
    .filter(({ ownerId }) => ownerId === me)
    .map((followUp): Owed => ({ kind: 'follow-up', followUp, minutesLeft: followUp.dueAt === null ? null : Math.round((Date.parse(followUp.dueAt) - now.getTime()) / 60_000) }))
  return [...followUps, ...duties]
}
