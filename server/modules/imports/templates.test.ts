import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sheetColumns, templateRows } from './rows/index.ts'
import { openWorld, type World } from './world.fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await sql`
    insert into member (station_id, id, name, role, user_name, joined_on)
    values (${world.stationId}, gen_random_uuid(), '王五', 'officer', 'wangwu', '2024-01-01')`.execute(world.db)
})
afterAll(() => world.close())

const sheets = ['divisions', 'places', 'lines', 'members'] as const
const languages = ['zh', 'en'] as const
const formats = ['xlsx', 'csv'] as const

/** The template's example without its mark, under names that are not taken yet. */
function filledIn(sheet: (typeof sheets)[number], language: (typeof languages)[number], nth: number) {
  const own: Record<string, string> = {
    village: `试${nth}村`,
    code: `3705021025${String(nth).padStart(2, '0')}`,
    externalId: `T-${nth}`,
    line: `试${nth}线`,
    userName: `sunqi${nth}`,
  }
  const columns: readonly { readonly key: string }[] = sheetColumns[sheet]
  return templateRows(sheet, language).example.map((value, at) => {
    const key = columns[at]?.key ?? ''
    if (key === 'name') return `试${nth}号`
    // villages of places and members are there already
    return own[key] !== undefined && !(key === 'village' && sheet === 'places') ? own[key] : value
  })
}

async function download(path: string): Promise<Buffer<ArrayBuffer>> {
  const answer = await world.app.inject({ url: `/api/v1${path}`, headers: { 'x-role': 'chief' } })
  expect(answer.statusCode).toBe(200)
  return Buffer.from(answer.rawPayload)
}

async function fill(template: Buffer<ArrayBuffer>, format: string, row: readonly unknown[]) {
  if (format === 'csv') return `${template.toString('utf8')}${row.join(',')}\r\n`
  const book = new ExcelJS.Workbook()
  // its own bytes: a small Buffer lies in a memory that it shares with others
  await book.xlsx.load(new Uint8Array(template).buffer)
  book.worksheets[0]?.addRow([...row])
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const cases = sheets.flatMap((sheet) =>
  languages.flatMap((language) => formats.map((format) => [sheet, language, format] as const)),
)

test.each(cases)('the template of %s in %s as %s, downloaded and filled in, is imported whole', async (...which) => {
  const [sheet, language, format] = which
  const template = await download(`/imports/templates/${sheet}?language=${language}&format=${format}`)
  const nth = cases.findIndex((one) => one.join() === which.join())
  const checked = await world.check(`sheet=${sheet}`, await fill(template, format, filledIn(sheet, language, nth)))
  expect(checked.body).toMatchObject({ state: 'checked', missing: [], report: { rows: 1, bad: 0, examples: 1 } })
  expect(checked.body.headings.filter(({ key }) => key === null)).toEqual([])
  const done = await world.start(checked.body.id)
  expect(done.body).toMatchObject({ state: 'done', report: { added: 1 } })
})
