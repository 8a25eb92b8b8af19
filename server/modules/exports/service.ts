import { PassThrough } from 'node:stream'
import { dayOf } from '@sifang/domain/calendar'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import type { Download } from '../../platform/http/route.ts'
import { record } from '../../platform/records/audit.ts'
import { type GeoFeature, type Value, writeCsv, writeGeoJson, writeXlsx } from '../../platform/sheets/index.ts'
import { type AnyList, headings, type Row } from './list.ts'
import { readByCursor } from './read-by-cursor.ts'
import type { Language } from './words.ts'

export type Format = 'xlsx' | 'csv' | 'geojson'

const contentTypes: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
}

/** Each holds a connection of the pool until it is read. */
const mostAtOnce = 4
const stalledAfterMs = 120_000
let running = 0

type Shape = { readonly format: Format; readonly language: Language }

/** A file that is being written, and when its end is on record. */
export type ExportedFile = Download & { readonly recorded: Promise<void> }

/**
 * Streams a list as a file, at the reader's pace and in constant memory. That it was asked for is on record before the
 * first byte, how many rows went out after the last. `query` is what the list's own filters answered. `onProgress` has
 * the rows counted first. Errors: export/no-positions, export/busy.
 */
export async function exportTo(
  ctx: Context,
  list: AnyList,
  query: unknown,
  { format, language }: Shape,
  onProgress?: (done: number, total: number) => void,
): Promise<ExportedFile> {
  if (format === 'geojson' && !list.geo) fail('export/no-positions')
  if (running >= mostAtOnce) fail('export/busy')
  await list.check?.(ctx, query as never)
  const details = { format, filters: query }
  await record(ctx, ctx.db, { action: 'export.started', entity: list.name, entityId: null, details })

  const stream = new PassThrough()
  const source = ((format === 'geojson' ? list.geo?.rows : undefined) ?? list.rows)(ctx, query as never)
  const total = onProgress ? await countRows(ctx, source) : 0
  const counted = { rows: 0, tell: () => onProgress?.(counted.rows, total) }
  running++
  const recorded = write(list, pulled(readByCursor(ctx.db, source), counted, stream), { format, language }, stream)
    .then(
      () => true,
      (error: Error) => {
        stream.destroy(error)
        return false
      },
    )
    .then((complete) => {
      const done = { format, rows: counted.rows, complete }
      return record(ctx, ctx.db, { action: 'export.done', entity: list.name, entityId: null, details: done })
    })
    .catch(() => undefined)
    .finally(() => running--)
  const title = language === 'zh' ? list.zh : list.en
  const fileName = `${title}-${dayOf(ctx.now(), ctx.station.timeZone)}.${format}`
  return { fileName, type: contentTypes[format], stream, recorded }
}

async function countRows(ctx: Context, source: RawBuilder<Row>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${source}) counted`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** Counts rows as they go out, and gives up on a reader that takes none for long. */
async function* pulled(
  rows: AsyncIterable<Row>,
  counted: { rows: number; tell(): void },
  stream: PassThrough,
): AsyncGenerator<Row> {
  let stalled: NodeJS.Timeout | undefined
  try {
    for await (const row of rows) {
      counted.rows++
      if (counted.rows % 500 === 1) {
        counted.tell()
        clearTimeout(stalled)
        stalled = setTimeout(() => stream.destroy(new Error('nobody reads')), stalledAfterMs)
      }
      yield row
    }
  } finally {
    clearTimeout(stalled)
  }
}

async function write(
  list: AnyList,
  rows: AsyncIterable<Row>,
  { format, language }: Shape,
  out: PassThrough,
): Promise<void> {
  const columns = headings(list, language)
  switch (format) {
    case 'xlsx':
      return writeXlsx(
        [{ name: language === 'zh' ? list.zh : list.en, columns, rows: values(list, rows, language) }],
        out,
      )
    case 'csv':
      return writeCsv(columns, values(list, rows, language), out)
    case 'geojson':
      return writeGeoJson(features(list, rows, language), out)
  }
}

async function* values(list: AnyList, rows: AsyncIterable<Row>, language: Language): AsyncGenerator<readonly Value[]> {
  for await (const row of rows) yield list.columns.map(({ value }) => value(row, language))
}

const placed = new Set(['纬度', '经度'])

/** What has no position is left out; its columns are the properties. */
async function* features(list: AnyList, rows: AsyncIterable<Row>, language: Language): AsyncGenerator<GeoFeature> {
  for await (const row of rows) {
    const geometry = list.geo?.shape(row) ?? null
    if (geometry === null) continue
    const shown = list.columns.filter(({ zh }) => !placed.has(zh))
    const properties = Object.fromEntries(
      shown.map((column) => [language === 'zh' ? column.zh : column.en, column.value(row, language)]),
    )
    yield { id: String(row.id), geometry, properties }
  }
}
