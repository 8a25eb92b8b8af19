import { distanceM } from '@sifang/domain/field'
import { isFar } from '@sifang/domain/patrols'
import { arrivedAt, toldTime } from '../../platform/arrival.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { recording } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { positionAt } from '../lines/index.ts'
import { getLineThere, getPlaceThere, insertCheckIn, type PlaceThere } from './queries.ts'
import type { CheckIn } from './schema.ts'

/**
 * Checks in at a place or at a kilometre of a line. What was far off is kept and marked.
 * Errors: place/not-found, line/not-found, line/post-beyond, check-in/in-the-future.
 */
export function recordCheckIn(ctx: Context, id: string, command: CheckIn) {
  return once(ctx, { id, body: command }, async (tx) => {
    const there = 'placeId' in command ? await getPlaceThere(ctx, tx, command.placeId) : await onLine(ctx, tx, command)
    const off = offBy(there, command)
    const { at, timeUncertain } = toldTime(ctx, command.at)
    if (at > ctx.now()) fail('check-in/in-the-future')
    const made = {
      id,
      placeId: 'placeId' in command ? command.placeId : null,
      lineId: 'lineId' in command ? command.lineId : null,
      km: 'km' in command ? command.km : null,
      at,
      receivedAt: arrivedAt(ctx),
      how: command.how,
      accuracyM: command.accuracyM === undefined ? null : Math.round(command.accuracyM),
      ...off,
      timeUncertain,
    }
    return {
      reply: { id, ...off },
      changed: [
        {
          op: 'put' as const,
          entity: 'check-in',
          id,
          villagesAfter: there.villageId ? [there.villageId] : [],
        },
      ],
      writes: [
        insertCheckIn(ctx, made),
        recording(ctx, { action: 'check-in.recorded', entity: 'check-in', entityId: id }),
      ],
    }
  })
}

type AtKilometre = Extract<CheckIn, { lineId: string }>

async function onLine(ctx: Context, tx: Tx, { lineId, km }: AtKilometre): Promise<PlaceThere> {
  const { lengthKm, posts } = await getLineThere(ctx, tx, lineId)
  if (km > lengthKm) fail('line/post-beyond', { lengthKm })
  return { villageId: null, position: positionAt(posts, km) }
}

/** Where the phone was is not kept, only how far off that is. */
function offBy({ position }: PlaceThere, { latitude, longitude, accuracyM }: CheckIn) {
  const told = latitude !== undefined && longitude !== undefined
  const off = position && told ? distanceM(position, { latitude, longitude }) : null
  return off === null
    ? { distanceM: null, far: false }
    : { distanceM: Math.round(off), far: isFar(off, accuracyM ?? 0) }
}
