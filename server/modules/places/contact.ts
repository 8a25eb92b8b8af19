import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter, eraseMatter, open } from '../../platform/secrets/index.ts'
import { maskContact } from './mask.ts'
import { insertEvent, lockPlaceRecord } from './queries.ts'
import type { ContactQuery, contactReply, GiveReason, SetContact } from './schema.ts'
import { placeChange } from './service.ts'

type StoredContact = { readonly matterId: string; readonly sealed: Buffer }

async function findContact(ctx: Context, connection: Connection, placeId: string): Promise<StoredContact | null> {
  const { rows } = await sql<StoredContact>`
    select matter_id, sealed from place_contact where station_id = ${ctx.station.id} and place_id = ${placeId}`.execute(
    connection,
  )
  return rows[0] ?? null
}

/** Names the place's one contact, sealed under a key of its own; the key of the one before is destroyed. */
export function setContact(ctx: Context, placeId: string, entryId: string, command: SetContact) {
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    const before = await findContact(ctx, tx, placeId)
    if (before) await eraseContact(ctx, tx, placeId, before, 'contact replaced')
    const matterId = ctx.newId()
    const matter = await createMatter(tx, ctx, matterId)
    const masked = maskContact(command)
    const sealed = matter.seal(JSON.stringify({ name: command.name, phone: command.phone }))
    await sql`
      insert into place_contact (station_id, place_id, matter_id, sealed, masked_name, masked_phone, recorded_at, recorded_by)
      values (${ctx.station.id}, ${placeId}, ${matterId}, ${sealed}, ${masked.name},
        ${masked.phone}, ${ctx.now()}, ${ctx.actor.memberId})`.execute(tx)
    await insertEvent(ctx, tx, { id: entryId, placeId, kind: 'contact-set' })
    await record(ctx, tx, { action: 'contact.set', entity: 'place', entityId: placeId })
    return { reply: { id: placeId, version: place.version }, changed: [placeChange(place)] }
  })
}

/** Takes the contact away and destroys its key. Errors: place/no-contact. */
export function removeContact(ctx: Context, placeId: string, entryId: string, command: GiveReason) {
  return once(ctx, { id: entryId, target: placeId, body: command }, async (tx) => {
    const place = await lockPlaceRecord(ctx, tx, placeId)
    const contact = (await findContact(ctx, tx, placeId)) ?? fail('place/no-contact')
    await eraseContact(ctx, tx, placeId, contact, 'contact removed')
    await insertEvent(ctx, tx, { id: entryId, placeId, kind: 'contact-removed' })
    await record(ctx, tx, { action: 'contact.removed', entity: 'place', entityId: placeId })
    return { reply: { id: placeId, version: place.version }, changed: [placeChange(place)] }
  })
}

async function eraseContact(
  ctx: Context,
  tx: Tx,
  placeId: string,
  contact: StoredContact,
  reason: string,
): Promise<void> {
  await sql`delete from place_contact where station_id = ${ctx.station.id} and place_id = ${placeId}`.execute(tx)
  await eraseMatter(tx, ctx, contact.matterId, reason, 'contact')
}

/** When two records of a place become one: the contact goes along, or is erased where the other has one. */
export async function handOnContact(ctx: Context, tx: Tx, fromId: string, toId: string): Promise<void> {
  const contact = await findContact(ctx, tx, fromId)
  if (!contact) return
  if (await findContact(ctx, tx, toId)) {
    await eraseContact(ctx, tx, fromId, contact, 'place merged')
    return
  }
  await sql`
    update place_contact set place_id = ${toId} where station_id = ${ctx.station.id} and place_id = ${fromId}`.execute(
    tx,
  )
}

const opened = z.object({ name: z.string(), phone: z.string().nullable() })

/** The contact in full, for a purpose; the reading is on record before the answer. Errors: place/not-found, place/no-contact. */
export async function readContact(
  ctx: Context,
  placeId: string,
  { purpose, note }: ContactQuery,
): Promise<z.input<typeof contactReply>> {
  return ctx.db.transaction().execute(async (tx) => {
    const contact = (await findContact(ctx, tx, placeId)) ?? fail('place/no-contact')
    await record(ctx, tx, {
      action: 'contact.read',
      entity: 'place',
      entityId: placeId,
      purpose: note ? `${purpose}: ${note}` : purpose,
    })
    const text = await open(ctx, tx, contact.matterId, contact.sealed)
    return opened.parse(JSON.parse(text.toString()))
  })
}
