import { PassThrough } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { fail } from '../../platform/http/problem.ts'
import { type Download, download, idParams, type Route, route } from '../../platform/http/route.ts'
import { writeCsv, writeXlsx } from '../../platform/sheets/index.ts'
import { findRows } from './row-list.ts'
import { templateRows, templateSheets } from './rows/index.ts'
import { getRun } from './run.ts'
import { findImports } from './run-list.ts'
import {
  choicesReply,
  giveId,
  importPage,
  importQuery,
  importRowPage,
  importView,
  putChoices,
  putMapping,
  rowsQuery,
  type Sheet,
  startCheck,
  startImport,
  stateReply,
  templateParams,
  type templateQuery,
  templateQuery as templateQuerySchema,
  uploadQuery,
} from './schema.ts'
import * as service from './service.ts'
import { type ImportParts, maxUploadBytes } from './upload.ts'
import { viewOf } from './view.ts'

const permission = 'import.run'

/** The routes of imports; `uploads` is the folder that files wait in. */
export function importRoutes(parts: ImportParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      url: '/imports/templates/:sheet',
      permission,
      summary: 'An empty sheet to fill in, with an example and what each column means',
      params: templateParams,
      query: templateQuerySchema,
      reply: download,
      handle: async (_ctx, { params, query }) => template(params.sheet, query),
    }),
    route({
      method: 'GET',
      url: '/imports',
      permission,
      summary: 'Imports of the station, the latest first',
      query: importQuery,
      reply: importPage,
      handle: (ctx, { query }) => findImports(ctx, query),
    }),
    route({
      method: 'POST',
      url: '/imports/:id/file',
      permission,
      summary: 'Upload an .xlsx or .csv of up to 200 MB (multipart/form-data, one file); the id is the new import’s',
      params: idParams,
      query: uploadQuery,
      reply: importView,
      bodyLimit: maxUploadBytes + 2 ** 20,
      handle: async (ctx, { params, query, request }) =>
        service.upload(ctx, parts, params.id, query, await fileOf(request)),
    }),
    route({
      method: 'GET',
      url: '/imports/:id',
      permission,
      summary: 'How far an import is, which heading is which column, and what was found',
      params: idParams,
      reply: importView,
      handle: async (ctx, { params }) => viewOf(await getRun(ctx.db, ctx, params.id)),
    }),
    route({
      method: 'PUT',
      url: '/imports/:id/mapping',
      permission,
      summary: 'Say which heading is which column',
      params: idParams,
      body: putMapping,
      reply: importView,
      handle: (ctx, { params, body }) => service.putMapping(ctx, params.id, body),
    }),
    route({
      method: 'POST',
      url: '/imports/:id/check',
      permission,
      summary: 'Dry run in the background: every row is read and judged, nothing is changed',
      params: idParams,
      body: startCheck,
      reply: stateReply,
      handle: (ctx, { params, body }) => service.startCheck(ctx, params.id, body),
    }),
    route({
      method: 'GET',
      url: '/imports/:id/rows',
      permission,
      summary: 'Rows of one verdict: bad ones with what would be right, duplicates beside their twins',
      params: idParams,
      query: rowsQuery,
      reply: importRowPage,
      handle: (ctx, { params, query }) => findRows(ctx, params.id, query),
    }),
    route({
      method: 'PUT',
      url: '/imports/:id/choices',
      permission,
      summary: 'Merge, skip or keep duplicates: all, or some rows',
      params: idParams,
      body: putChoices,
      reply: choicesReply,
      handle: (ctx, { params, body }) => service.putChoices(ctx, params.id, body),
    }),
    route({
      method: 'POST',
      url: '/imports/:id/start',
      permission,
      summary: 'Import in the background, all or nothing; bad rows stop it unless they are to be left out',
      params: idParams,
      body: startImport,
      reply: stateReply,
      handle: (ctx, { params, body }) => service.startImport(ctx, params.id, body),
    }),
    route({
      method: 'POST',
      url: '/imports/:id/cancel',
      permission,
      summary: 'Give an import up before it went live',
      params: idParams,
      body: giveId,
      reply: stateReply,
      handle: (ctx, { params, body }) => service.cancel(ctx, parts, params.id, body),
    }),
    route({
      method: 'POST',
      url: '/imports/:id/undo',
      permission,
      summary: 'Take an import back while nothing stands on it',
      params: idParams,
      body: giveId,
      reply: stateReply,
      handle: (ctx, { params, body }: { params: { id: string }; body: { id: string } }) =>
        service.undo(ctx, params.id, body),
    }),
  ]
}

/** The one file of a multipart body, as it arrives. Errors: import/no-file, import/too-large. */
async function fileOf(request: FastifyRequest) {
  // more than this is refused before it is read; a part's own size is counted while it arrives
  if (Number(request.headers['content-length'] ?? 0) > maxUploadBytes + 2 ** 20) fail('import/too-large')
  const file = request.isMultipart() ? await request.file() : undefined
  if (!file) return fail('import/no-file')
  return { name: file.filename, stream: file.file }
}

function template(sheet: Sheet, { format, language }: z.output<typeof templateQuery>): Download {
  const { title, columns, example } = templateRows(sheet, language)
  const stream = new PassThrough()
  const written =
    format === 'xlsx' ? writeXlsx(templateSheets(sheet, language), stream) : writeCsv(columns, one(example), stream)
  written.catch((error: Error) => stream.destroy(error))
  const fileName = `${title}${language === 'zh' ? '模板' : ' template'}.${format}`
  return { fileName, type: contentTypes[format], stream }
}

const contentTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

async function* one<T>(row: T): AsyncGenerator<T> {
  yield row
}
