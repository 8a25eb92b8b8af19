import type { FastifyRequest } from 'fastify'
import { fail } from '../../platform/http/problem.ts'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { findChecklists, getChecklist } from './queries.ts'
import { maxFormBytes, readForm } from './read-form.ts'
import {
  checklistDetail,
  checklistPage,
  checklistQuery,
  checklistReply,
  createChecklist as createBody,
  formRead,
  saveChecklist as saveBody,
  versionQuery,
} from './schema.ts'
import { createChecklist, saveChecklist } from './service.ts'

/** 300 questions with their choices. */
const bodyLimit = 1_048_576

export const checklistRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/checklists/:id',
    permission: 'checklist.write',
    summary: 'Make a checklist',
    params: idParams,
    body: createBody,
    bodyLimit,
    reply: checklistReply,
    handle: (ctx, { params, body }) => createChecklist(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/checklists/:id/versions',
    permission: 'checklist.write',
    summary: 'Make the next version of a checklist; earlier ones stay as they are',
    params: idParams,
    body: saveBody,
    bodyLimit,
    reply: checklistReply,
    handle: (ctx, { params, body }) => saveChecklist(ctx, params.id, body),
  }),
  route({
    method: 'GET',
    url: '/checklists',
    permission: 'checklist.read',
    summary: 'Checklists, the newest first',
    query: checklistQuery,
    reply: checklistPage,
    handle: (ctx, { query }) => findChecklists(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/checklists/:id',
    permission: 'checklist.read',
    summary: 'A checklist in the version that stands or another one, and which there are',
    params: idParams,
    query: versionQuery,
    reply: checklistDetail,
    handle: (ctx, { params, query }) => getChecklist(ctx, params.id, query.version),
  }),
  route({
    method: 'POST',
    url: '/checklists/forms',
    permission: 'checklist.write',
    summary: 'Read an XLSForm (multipart/form-data, one .xlsx of up to 5 MB); nothing is stored',
    reply: formRead,
    bodyLimit: maxFormBytes + 2 ** 16,
    handle: async (_ctx, { request }) => readForm(await fileOf(request)),
  }),
]

/** The one file of a multipart body, as it arrives. Errors: checklist/no-file, checklist/too-large. */
async function fileOf(request: FastifyRequest) {
  if (Number(request.headers['content-length'] ?? 0) > maxFormBytes + 2 ** 16) fail('checklist/too-large')
  const file = request.isMultipart() ? await request.file() : undefined
  if (!file) return fail('checklist/no-file')
  return { name: file.filename, stream: file.file }
}
