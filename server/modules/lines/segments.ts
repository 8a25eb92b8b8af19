import { dayOf } from '@sifang/domain/calendar'
import { kmRange } from '@sifang/domain/lines'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { judgePlace } from '../duties/index.ts'
import {
  enterPlace,
  insertEvent,
  lockPlaceRecord,
  placeChange,
  requireDivision,
  requireFreeStretch,
  requireOpen,
  requireVersion,
  updatePlace,
} from '../places/index.ts'
import { positionAt } from './course.ts'
import { findPosts, lineOfSegment, lockLine } from './queries.ts'
import type { ChangeSegment, CreateSegment } from './schema.ts'

type Kilometres = { readonly fromKm: number; readonly toKm: number }

/**
 * A stretch of a line as a place with a tier and duties; its position is the middle, by the posts.
 * Errors: line/not-found, line/segment-span, line/segment-overlap, place/village-unknown.
 */
export function createSegment(ctx: Context, id: string, command: CreateSegment) {
  const { lineId, fromKm, toKm, villageId } = command
  return once(ctx, { id, body: command }, async (tx) => {
    const line = await lockLine(ctx, tx, lineId)
    await requireFreeStretch(ctx, tx, command, 'body.fromKm')
    await requireDivision(ctx, tx, 'village', villageId)
    const position = await middleOf(ctx, tx, lineId, command)
    const name = command.name ?? `${line.name} ${kmRange(command)}`
    const confirmedOn = dayOf(ctx.now(), ctx.station.timeZone)
    await enterPlace(ctx, tx, { id, kind: 'segment', name, villageId, lineId, fromKm, toKm, ...position, confirmedOn })
    const judged = await judgePlace(ctx, tx, id)
    await record(ctx, tx, { action: 'segment.created', entity: 'place', entityId: id, details: { lineId } })
    return {
      reply: { id, version: 1 },
      changed: [
        { op: 'put', entity: 'place', id, villagesAfter: [villageId] },
        { op: 'put', entity: 'line', id: lineId },
        ...judged.changed,
      ],
    }
  })
}

/**
 * From another kilometre to another one; a name made of the kilometres and the position follow. Its past stays.
 * Errors: line/segment-unknown, record/changed, place/closed, line/segment-span, line/segment-overlap.
 */
export function changeSegment(ctx: Context, id: string, entryId: string, command: ChangeSegment) {
  const { basedOn, fromKm, toKm } = command
  return once(ctx, { id: entryId, target: id, body: command }, async (tx) => {
    // the line before its segments, as wherever both are locked
    const line = await lockLine(ctx, tx, await lineOfSegment(ctx, tx, id))
    const segment = await lockPlaceRecord(ctx, tx, id)
    requireVersion(segment, basedOn)
    requireOpen(segment)
    const before = { fromKm: segment.fromKm ?? 0, toKm: segment.toKm ?? 0 }
    if (before.fromKm === fromKm && before.toKm === toKm)
      return { reply: { id, version: segment.version }, changed: [] }
    await requireFreeStretch(ctx, tx, { lineId: line.id, fromKm, toKm }, 'body.fromKm', id)

    const isNamedByKm = segment.name === `${line.name} ${kmRange(before)}`
    const name = isNamedByKm ? `${line.name} ${kmRange(command)}` : segment.name
    const position = await middleOf(ctx, tx, line.id, command)
    const version = await updatePlace(ctx, tx, id, { fromKm, toKm, ...position, ...(isNamedByKm ? { name } : {}) })
    const details = { field: 'stretch', value: kmRange(command), before: kmRange(before) }
    await insertEvent(ctx, tx, { id: entryId, placeId: id, kind: 'corrected', details })
    await record(ctx, tx, { action: 'segment.changed', entity: 'place', entityId: id, details: { lineId: line.id } })
    return { reply: { id, version }, changed: [placeChange(segment), { op: 'put', entity: 'line', id: line.id }] }
  })
}

const middleOf = async (ctx: Context, tx: Tx, lineId: string, { fromKm, toKm }: Kilometres) =>
  positionAt(await findPosts(ctx, tx, lineId), (fromKm + toKm) / 2)
