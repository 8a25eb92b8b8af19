import { Readable } from 'node:stream'
import { problems } from '@sifang/domain/problems'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { append as appendUpload, receivedBytes } from '../../platform/arriving/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail, Problem } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { append } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { callerOf, type Recognised } from './credential.ts'
import { type Delivered, deliver } from './delivery.ts'
import type { Request } from './enrolling.ts'
import { openEnvelope } from './envelopes.ts'
import type { DeviceParts } from './parts.ts'
import {
  findQuarantined,
  findWaiting,
  insertQuarantined,
  isWaiting,
  lockQuarantine,
  type Quarantined,
  settleQuarantined,
  sizeWaiting,
} from './quarantine-queries.ts'
import { findDevices, findOutcome, type StoredDevice } from './queries.ts'
import type { HandIn, QuarantineDecision, ReadIn } from './schema.ts'
import { requireDesk } from './service.ts'

/** What one phone may leave for a decision. */
const mostWaiting = { items: 1000, bytes: 50 * 1024 * 1024 }

/** Takes what a revoked phone still had, sealed as it is. The same again is taken once. Errors: quarantine/full. */
export async function handIn(parts: DeviceParts, { device }: Recognised, request: Request, { items }: HandIn) {
  if (items.length === 0) return { taken: 0 }
  const { stationId, deviceId, memberId } = device
  const taken = await parts.db.transaction().execute(async (tx) => {
    const { held, added } = await keep(tx, device, items, parts.now())
    if (added === 0) return held
    const { station } = callerOf(device)
    await record({ ...parts, ...request, station, actor: { memberId } }, tx, {
      action: 'quarantine.handed-in',
      entity: 'device',
      entityId: deviceId,
      details: { items: added },
    })
    await append(tx, stationId, [{ op: 'put', entity: 'device', id: deviceId }], parts.now())
    return held
  })
  return { taken }
}

/** Errors: quarantine/full. */
async function keep(tx: Tx, device: StoredDevice, items: HandIn['items'], at: Date) {
  const given = items.map(({ id, sealed, needs }) => ({ id, sealed: Buffer.from(sealed, 'base64'), needs }))
  await lockQuarantine(tx, device)
  const kept = await insertQuarantined(tx, device, given, at)
  const waiting = await sizeWaiting(tx, device)
  // what is there already is answered again, however full it is
  const isTooMuch = waiting.items > mostWaiting.items || waiting.bytes > mostWaiting.bytes
  if (kept.added > 0 && isTooMuch) fail('quarantine/full')
  return kept
}

/**
 * Takes an item out of the file that a phone exported as its last resort, to be decided like what a revoked one handed in. Read
 * in again it is there once; what the station has meanwhile, by the phone itself or let in, is not kept.
 * Errors: device/not-found, device/desk-only, envelope/unreadable, quarantine/full, upload/too-much.
 */
export async function readIn(
  ctx: Context,
  dataDir: string,
  { id: deviceId, itemId }: { readonly id: string; readonly itemId: string },
  { sealed, needs, pieces }: ReadIn,
) {
  requireDesk(ctx)
  const device = (await findDevice(ctx, { deviceId })) ?? fail('device/not-found')
  const envelope = { id: itemId, sealed }
  if (!(await openEnvelope(ctx, { device, caller: callerOf(device) }, envelope))) fail('envelope/unreadable')
  if (await findOutcome(ctx.db, device, itemId)) return { id: itemId, standing: 'sent' as const }

  const content = Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')))
  const upload = { dataDir, stationId: ctx.station.id, deviceId, id: itemId }
  const received = await receivedBytes(upload)
  const rest = content.subarray(received)
  if (rest.length > 0) await appendUpload(upload, received, Readable.from([rest]), rest.length)

  return ctx.db.transaction().execute(async (tx) => {
    await keep(tx, device, [{ ...envelope, needs }], ctx.now())
    if (!(await isWaiting(tx, device, itemId))) return { id: itemId, standing: 'decided' as const }
    await record(ctx, tx, {
      action: 'quarantine.read-in',
      entity: 'device',
      entityId: deviceId,
      details: { commandId: itemId },
    })
    await append(tx, ctx.station.id, [{ op: 'put', entity: 'device', id: deviceId }], ctx.now())
    return { id: itemId, standing: 'waiting' as const }
  })
}

/** What waits for a decision, the oldest first: who wrote it, when, and what it would be let into; none of its words. */
export async function listQuarantine(ctx: Context) {
  const waiting = await findWaiting(ctx)
  const devices = new Map<string, StoredDevice | null>()
  const rows = []
  for (const item of waiting) {
    const device = devices.get(item.deviceId) ?? (await findDevice(ctx, item))
    devices.set(item.deviceId, device)
    const content = device && (await openEnvelope(ctx, { device, caller: callerOf(device) }, sealedOf(item)))
    rows.push({
      id: item.id,
      deviceId: item.deviceId,
      deviceName: item.deviceName,
      author: { id: item.authorId, name: item.authorName },
      receivedAt: item.receivedAt.toISOString(),
      needs: [...item.needs],
      what: content && { method: content.method, path: content.path, savedAt: content.clock.wall.toISOString() },
      own: item.authorId === ctx.actor.memberId,
      ofPhone: item.ofPhone,
    })
  }
  return { rows }
}

/**
 * Lets an item into its route as its author's, or discards it. What the route refuses is answered as it refuses, and the
 * item waits on. Errors: quarantine/not-found, quarantine/decided, account/own-entry (discarding what one wrote),
 * envelope/unreadable, device/desk-only, and those of its route.
 */
export async function decideQuarantined(ctx: Context, app: FastifyInstance, id: string, decision: QuarantineDecision) {
  requireDesk(ctx)
  const item = (await findQuarantined(ctx, id)) ?? fail('quarantine/not-found')
  if (decision.verdict === 'discard' && item.authorId === ctx.actor.memberId) fail('account/own-entry')
  // done once by its own id, so that a decision sent again finds it done
  const isIn = decision.verdict === 'release' && item.sealed !== null
  if (isIn) await release(ctx, app, item)
  const verdict = decision.verdict === 'release' ? ('released' as const) : ('discarded' as const)
  const reason = decision.verdict === 'discard' ? decision.reason : null
  return once(ctx, { id: decision.id, target: id, body: { verdict, reason } }, async (tx) => {
    if (!(await settleQuarantined(ctx, tx, id, { verdict, reason, isIn }))) fail('quarantine/decided')
    await record(ctx, tx, {
      action: `quarantine.${verdict}`,
      entity: 'device',
      entityId: item.deviceId,
      details: { commandId: id, authorId: item.authorId, ...(reason ? { reason } : {}) },
    })
    return { reply: { id, verdict }, changed: [{ op: 'put', entity: 'device', id: item.deviceId }] }
  })
}

async function release(ctx: Context, app: FastifyInstance, item: Quarantined): Promise<void> {
  const device = (await findDevice(ctx, item)) ?? fail('device/not-found')
  const caller = callerOf(device)
  const content = (await openEnvelope(ctx, { device, caller }, sealedOf(item))) ?? fail('envelope/unreadable')
  const phoneClock = { ...content.clock, sentWall: null, arrivedAt: item.receivedAt }
  const answer = await deliver(app, { ...caller, phoneClock }, content, ctx.address)
  if (answer.status !== 200) throw problemIn(answer)
}

const findDevice = async (ctx: Context, { deviceId }: Pick<Quarantined, 'deviceId'>): Promise<StoredDevice | null> =>
  (await findDevices(ctx.db, deviceId, ctx.now())).find(({ stationId }) => stationId === ctx.station.id) ?? null

const sealedOf = ({ id, sealed }: Quarantined) => ({ id, sealed: (sealed ?? Buffer.alloc(0)).toString('base64') })

const isCode = (code: string): code is keyof typeof problems => code in problems
const refused = z.object({
  code: z.string().refine(isCode),
  details: z.record(z.string(), z.unknown()).default({}),
  fields: z.array(z.object({ path: z.string(), zh: z.string(), en: z.string() })).default([]),
})

/** The refusal of the route inside, to be answered as one's own. */
function problemIn({ body }: Delivered): Problem {
  const { code, details, fields } = refused.parse(JSON.parse(body.toString()))
  return new Problem(code, details, fields)
}
