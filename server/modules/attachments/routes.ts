import { basename } from 'node:path'
import type { FastifyRequest } from 'fastify'
import { maxAttachmentBytes } from '../../platform/attachments/index.ts'
import { fail } from '../../platform/http/problem.ts'
import { download, type Route, route } from '../../platform/http/route.ts'
import { addArrived } from './arrived.ts'
import { findAttachments } from './queries.ts'
import { reachOf } from './reach.ts'
import {
  addQuery,
  arrivedBody,
  attachmentPage,
  attachmentParams,
  attachmentQuery,
  attachmentReply,
  matterParams,
  readQuery,
} from './schema.ts'
import { type AttachmentParts, addAttachment, readAttachment } from './service.ts'

/** What a multipart body adds to the file in it. */
const frameBytes = 64 * 1024

/** The routes of attachments; `dataDir` holds the files. */
export function attachmentRoutes(parts: AttachmentParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      url: '/matters/:matterId/attachments',
      permission: 'attachment.read',
      summary: 'What a matter has of photos, speech and files, in the order in which they came; without names',
      params: matterParams,
      query: attachmentQuery,
      reply: attachmentPage,
      handle: async (ctx, { params: { matterId }, query }) =>
        findAttachments(ctx, matterId, query, await reachOf(ctx, matterId)),
    }),
    route({
      method: 'PUT',
      url: '/matters/:matterId/attachments/:id',
      permission: 'attachment.add',
      summary: 'Add a photo, speech or a file of up to 25 MB to a matter (multipart/form-data, one file)',
      params: attachmentParams,
      query: addQuery,
      reply: attachmentReply,
      bodyLimit: maxAttachmentBytes + frameBytes,
      handle: async (ctx, { params, query, request }) => {
        const { drain, ...file } = await fileOf(request)
        return addAttachment(ctx, parts, params, query, file).finally(drain)
      },
    }),
    route({
      method: 'PUT',
      url: '/matters/:matterId/attachments/:id/upload',
      permission: 'attachment.add',
      byPhone: true,
      summary: 'The same of what this phone uploaded encrypted, with the key to it',
      params: attachmentParams,
      body: arrivedBody,
      reply: attachmentReply,
      handle: (ctx, { params, body }) => addArrived(ctx, parts, params, { ...body, name: plainName(body.name) }),
    }),
    route({
      method: 'GET',
      url: '/matters/:matterId/attachments/:id',
      permission: 'attachment.read',
      summary: 'Read an attachment for a purpose; the reading is logged',
      params: attachmentParams,
      query: readQuery,
      reply: download,
      handle: (ctx, { params, query }) => readAttachment(ctx, parts, params, query),
    }),
  ]
}

/**
 * The one file of a multipart body, as it arrives. Whoever refuses it half read drains the rest: what is left in a
 * connection is in the way of the next request on it. Errors: attachment/no-file, attachment/too-large.
 */
async function fileOf(request: FastifyRequest) {
  // more than this is refused before it is read; what comes without a length is counted while it arrives
  if (Number(request.headers['content-length'] ?? 0) > maxAttachmentBytes + frameBytes) fail('attachment/too-large')
  const limits = { files: 1, fileSize: maxAttachmentBytes + 1 }
  const file = request.isMultipart() ? await request.file({ limits }) : undefined
  if (!file) return fail('attachment/no-file')
  const content = file.file.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  return { name: plainName(file.filename), content, drain: () => void file.file.resume() }
}

/** Without the folders that some programs put before it. */
const plainName = (given: string): string => basename(given.replaceAll('\\', '/')).trim().slice(-200)
