import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { requirePolice } from '../members/index.ts'
import { insertResponsibility, movedChanges, settleOwners } from './owners.ts'
import { insertEvent, lockPlaceRecord } from './queries.ts'
import type { MakeResponsible } from './schema.ts'
import { placeChange, requireOpen, todayOf } from './service.ts'

/**
 * Makes a member responsible from a day on: for a place, or on a village's own record as its community officer. Open duties
 * follow at once when the day has come, and by the daily job when it lies ahead; no past figure changes.
 * Errors: place/day-past, member/not-police, place/closed.
 */
export function makeResponsible(ctx: Context, placeId: string, entryId: string, command: MakeResponsible) {
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    if (command.fromDay < todayOf(ctx)) fail('place/day-past')
    const place = await lockPlaceRecord(ctx, tx, placeId)
    requireOpen(place)
    if (command.memberId) await requirePolice(ctx, tx, command.memberId, command.fromDay)

    await insertResponsibility(ctx, tx, { id: entryId, placeId, ...command })
    await insertEvent(ctx, tx, {
      id: entryId,
      placeId,
      kind: 'responsible-changed',
      details: { memberId: command.memberId, fromDay: command.fromDay },
    })
    const moved = await settleOwners(ctx, tx, {
      placeIds: [placeId],
      villageIds: place.kind === 'village' ? [placeId] : [],
    })
    await record(ctx, tx, {
      action: 'place.responsible',
      entity: 'place',
      entityId: placeId,
      details: { memberId: command.memberId, fromDay: command.fromDay },
    })
    const others = moved.filter(({ id }) => id !== placeId)
    return { reply: { id: placeId, version: place.version }, changed: [placeChange(place), ...movedChanges(others)] }
  })
}
