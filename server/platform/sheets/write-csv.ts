import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { looksLikeFormula, type OutColumn, type Value } from './value.ts'

const chunkChars = 64 * 1024

/**
 * Streams a CSV that Excel and WPS open rightly: UTF-8 with BOM, CRLF, booleans as 是/否, text that would be taken for
 * a formula led by an apostrophe (which `readSheet` takes off again). Ends `out`; rejects when it is closed early.
 */
export async function writeCsv(
  columns: readonly OutColumn[],
  rows: AsyncIterable<readonly Value[]>,
  out: Writable,
): Promise<void> {
  async function* text() {
    let chunk = `\ufeff${csvLine(columns.map((column) => column.heading))}`
    for await (const row of rows) {
      chunk += csvLine(row)
      if (chunk.length < chunkChars) continue
      yield chunk
      chunk = ''
    }
    yield chunk
  }
  await pipeline(Readable.from(text(), { highWaterMark: 1 }), out)
}

function csvLine(values: readonly Value[]): string {
  return `${values.map(csvField).join(',')}\r\n`
}

function csvField(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const guarded = looksLikeFormula(value) ? `'${value}` : value
  return /[",;\t\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
