import { policeRoles } from '@sifang/domain/members'
import { openAttachment, receive } from '../../platform/attachments/index.ts'
import type { Context } from '../../platform/context.ts'
import { writeTogether } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import type { Download } from '../../platform/http/route.ts'
import { record, recording } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter, holdMatter } from '../../platform/secrets/index.ts'
import { getAttachment, holdStanding, inserting } from './queries.ts'
import { requireAdding, requireReading } from './reach.ts'
import type { AddQuery, ReadQuery } from './schema.ts'

export type AttachmentParts = {
  /** Attachments lie in its folder `attachments`. */
  readonly dataDir: string
}

export type AttachmentReply = { readonly id: string; readonly type: string; readonly bytes: number }

/** As many as a matter may have: nobody fills the disk with one. */
const mostAttachments = 200

/**
 * Takes a file into a matter: read and sealed piece by piece, examined, and given its name inside the transaction that
 * writes its row, so that neither is there without the other. Errors: attachment/*, secret/erased, request/not-found.
 */
export async function addAttachment(
  ctx: Context,
  parts: AttachmentParts,
  { matterId, id }: { readonly matterId: string; readonly id: string },
  query: AddQuery,
  file: { readonly name: string; readonly content: AsyncIterable<Buffer> },
): Promise<AttachmentReply> {
  const { kind, sha256, evidence } = query
  if (evidence && !policeRoles.includes(ctx.actor.role)) fail('attachment/evidence-police')
  await requireAdding(ctx, matterId)
  const matter = await getMatter(ctx.db, ctx, matterId)
  const where = { dataDir: parts.dataDir, stationId: ctx.station.id }
  const received = await receive(where, matter, { kind, name: file.name, sha256, evidence, content: file.content })
  const { type, bytes, hash } = received
  try {
    return await once(ctx, { id, target: matterId, body: { ...query, name: file.name } }, async (tx) => {
      await holdMatter(tx, ctx, matterId)
      const { findingId = null, entryId = null, placeId = null } = query
      const givenWith = { findingId, entryId, placeId }
      const { files, villageId } = await holdStanding(ctx, tx, matterId, givenWith)
      if (files >= mostAttachments) fail('attachment/too-many')
      const sealedName = matter.seal(file.name)
      const details = { matterId, kind, bytes, ...(evidence ? { evidence } : {}) }
      await writeTogether(tx, [
        inserting(ctx, { id, matterId, ...givenWith, kind, type, bytes, hash, sealedName, evidence }),
        recording(ctx, { action: 'attachment.added', entity: 'attachment', entityId: id, details }),
      ])
      await received.settle()
      return {
        reply: { id, type, bytes },
        changed: [{ op: 'put' as const, entity: 'attachment', id, villagesAfter: villageId ? [villageId] : [] }],
      }
    })
  } finally {
    await received.discard()
  }
}

/** Opens an attachment for a purpose; the reading is on record before the first byte. Errors: attachment/*, secret/erased. */
export async function readAttachment(
  ctx: Context,
  parts: AttachmentParts,
  { matterId, id }: { readonly matterId: string; readonly id: string },
  { purpose, note }: ReadQuery,
): Promise<Download> {
  const attachment = await getAttachment(ctx, ctx.db, matterId, id)
  await requireReading(ctx, matterId, attachment)
  const matter = await getMatter(ctx.db, ctx, matterId)
  await record(ctx, ctx.db, {
    action: 'attachment.read',
    entity: 'attachment',
    entityId: id,
    purpose: note ? `${purpose}: ${note}` : purpose,
    details: { matterId },
  })
  const where = { dataDir: parts.dataDir, stationId: ctx.station.id }
  const stream = await openAttachment(where, matter, attachment.hash)
  return {
    fileName: matter.open(attachment.sealedName).toString(),
    type: attachment.type,
    bytes: attachment.bytes,
    inline: attachment.kind !== 'file',
    stream,
  }
}
