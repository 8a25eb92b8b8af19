import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { filesForTest, rowsOf } from './files.test-setup.ts'
import { cellText, type Value, writeCsv, writeGeoJson, writeXlsx } from './index.ts'

const files = await filesForTest()
const columns = [{ heading: '名称' }, { heading: '说明' }, { heading: '数' }]
const dangerous = ['=1+1', '+86', '-2+3', '@SUM(A1)', '\tx', '＝1+1']

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values
}

describe('an export', () => {
  const rows: Value[][] = [
    ['何家 "旧" 小卖部', '<村&东>,\n两行', 37.35],
    ...dangerous.map((text): Value[] => [text, null, -1.5]),
    ['\u0001控制\ud800符', true, null],
  ]

  it('as .xlsx opens in another reader, all text as text', async () => {
    const path = files.path('xlsx')
    await writeXlsx(
      [
        { name: '点[位]', columns, rows: each(rows) },
        { name: '说明', columns: [], rows: each([]) },
      ],
      createWriteStream(path),
    )
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(path)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['点 位', '说明'])
    const sheet = book.getWorksheet('点 位')
    expect(sheet?.getRow(1).values).toEqual([undefined, '名称', '说明', '数'])
    expect(sheet?.getCell('B2').value).toBe('<村&东>,\n两行')
    expect(sheet?.getCell('C2').value).toBe(37.35)
    dangerous.forEach((text, at) => {
      expect(sheet?.getCell(at + 3, 1).value).toBe(text)
      expect(sheet?.getCell(at + 3, 1).formula).toBeUndefined()
    })
    expect(sheet?.getCell(dangerous.length + 3, 1).value).toBe('控制\ufffd符')
  })

  it('as .xlsx goes on in another sheet when one is full', async () => {
    const path = files.path('xlsx')
    const many = Array.from({ length: 25 }, (_, at) => [`行${at}`])
    await writeXlsx([{ name: '点位', columns: [{ heading: '名称' }], rows: each(many) }], createWriteStream(path), 10)
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(path)
    expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['点位', 11],
      ['点位 (2)', 11],
      ['点位 (3)', 6],
    ])
  })

  it('as .csv has a BOM and no cell that a sheet would take for a formula', async () => {
    const path = files.path('csv')
    await writeCsv(columns, each(rows), createWriteStream(path))
    const text = await readFile(path, 'utf8')
    expect(text.startsWith('\ufeff名称,说明,数\r\n"何家 ""旧"" 小卖部","<村&东>,\n两行",37.35\r\n')).toBe(true)
    for (const sign of dangerous) expect(text).toContain(`'${sign}`)
    expect(text).not.toMatch(/(^|[\r\n,])"?[=+@＝]/)
  })

  it('comes back as it went out', async () => {
    for (const kind of ['xlsx', 'csv'] as const) {
      const path = files.path(kind)
      const out = createWriteStream(path)
      if (kind === 'xlsx') await writeXlsx([{ name: '点位', columns, rows: each(rows.slice(0, 5)) }], out)
      else await writeCsv(columns, each(rows.slice(0, 5)), out)
      const read = await rowsOf(path)
      expect(read.rows.map(({ cells }) => cellText(cells[0]))).toEqual(['何家 "旧" 小卖部', ...dangerous.slice(0, 4)])
    }
  })

  it('as GeoJSON is a FeatureCollection with longitude first', async () => {
    const path = files.path('geojson')
    const geometry = { kind: 'point', at: { latitude: 37.35, longitude: 118.43 } } as const
    await writeGeoJson(each([{ id: 'a', geometry, properties: { 名称: '甲' } }]), createWriteStream(path))
    const parsed: unknown = JSON.parse(await readFile(path, 'utf8'))
    expect(parsed).toEqual({
      type: 'FeatureCollection',
      datum: 'WGS-84',
      features: [
        {
          type: 'Feature',
          id: 'a',
          geometry: { type: 'Point', coordinates: [118.43, 37.35] },
          properties: { 名称: '甲' },
        },
      ],
    })
    const empty = files.path('geojson')
    await writeGeoJson(each([]), createWriteStream(empty))
    expect(JSON.parse(await readFile(empty, 'utf8'))).toMatchObject({ features: [] })
  })

  it.each(['xlsx', 'csv'] as const)(
    'as .%s is made no faster than it is taken, and stops when it is no longer wanted',
    async (kind) => {
      let made = 0
      let ended = false
      async function* endless(): AsyncGenerator<readonly Value[]> {
        try {
          for (;;) yield [`名称${Math.random()}`, `说明${Math.random()}`, made++]
        } finally {
          ended = true
        }
      }
      let taken = 0
      const receiver = new Writable({
        write(chunk: Buffer, _encoding, done) {
          taken += chunk.length
          if (taken > 300_000) done(new Error('closed'))
          else setImmediate(done)
        },
      })
      const written =
        kind === 'xlsx'
          ? writeXlsx([{ name: '点位', columns, rows: endless() }], receiver)
          : writeCsv(columns, endless(), receiver)
      await expect(written).rejects.toThrow('closed')
      await expect.poll(() => ended).toBe(true)
      expect(made).toBeLessThan(60_000)
    },
  )

  it('whose source fails fails too', async () => {
    async function* failing(): AsyncGenerator<readonly Value[]> {
      yield ['甲', null, 1]
      throw new Error('database gone')
    }
    const rows = () => [{ name: '点位', columns, rows: failing() }]
    await expect(writeXlsx(rows(), createWriteStream(files.path()))).rejects.toThrow('database gone')
    await expect(writeCsv(columns, failing(), createWriteStream(files.path()))).rejects.toThrow('database gone')
  })
})
