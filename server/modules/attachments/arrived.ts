import { createReadStream } from 'node:fs'
import { pathOf, receivedBytes, removeUpload, type Upload } from '../../platform/arriving/index.ts'
import type { Context } from '../../platform/context.ts'
import { fail, Problem } from '../../platform/http/problem.ts'
import { once } from '../../platform/records/commands.ts'
import { openPhonePieces, phoneSealedLength } from '../../platform/secrets/index.ts'
import type { Arrived } from './schema.ts'
import { type AttachmentParts, type AttachmentReply, addAttachment } from './service.ts'

/**
 * Takes a file into a matter that a phone uploaded encrypted: opened piece by piece as it is sealed again under the
 * matter's key, so that it is never readable on the disk. Then the upload is gone.
 * Errors: upload/incomplete, upload/damaged, and as of `addAttachment`.
 */
export async function addArrived(
  ctx: Context,
  parts: AttachmentParts,
  ids: { readonly matterId: string; readonly id: string },
  { key, bytes, name, ...query }: Arrived,
): Promise<AttachmentReply> {
  const { deviceId } = ctx
  if (!deviceId) return fail('upload/incomplete', { received: 0 })
  const upload = { dataDir: parts.dataDir, stationId: ctx.station.id, deviceId, id: ids.id }
  const [received, whole] = [await receivedBytes(upload), phoneSealedLength(bytes)]
  if (received < whole) {
    // answered before, and gone since: the answer was lost on its way
    const command = { id: ids.id, target: ids.matterId, body: { ...query, name } }
    return once<AttachmentReply>(ctx, command, async () => fail('upload/incomplete', { received }))
  }
  const reply = await addAttachment(ctx, parts, ids, query, { name, content: contentOf(upload, key, received) }).catch(
    async (error: unknown) => {
      if (error instanceof Problem && error.code === 'upload/damaged') await removeUpload(upload)
      throw error
    },
  )
  await removeUpload(upload)
  return reply
}

/** A phone's photo in one read. */
const readBytes = 1024 * 1024

/** Errors: upload/damaged, where a piece is not as the phone made it. */
async function* contentOf(upload: Upload, key: string, received: number): AsyncGenerator<Buffer> {
  // told where it ends, it makes no room for more
  const range = { highWaterMark: Math.min(readBytes, received), end: received - 1 }
  const opened = openPhonePieces(Buffer.from(key, 'base64'), createReadStream(pathOf(upload), range))
  for (;;) {
    const next = await opened.next().catch(() => fail('upload/damaged'))
    if (next.done) return
    yield next.value
  }
}
