import { createWriteStream } from 'node:fs'
import { placeKindOf, placeKinds } from '@sifang/domain/places/kinds'
import { describe, expect, it } from 'vitest'
import { filesForTest, rowsOf } from '../../../platform/sheets/files.test-setup.ts'
import { cellText, writeXlsx } from '../../../platform/sheets/index.ts'
import {
  headingScore,
  mapHeadings,
  memberRoleOf,
  rawRow,
  type SheetName,
  sheetColumns,
  templateRows,
  templateSheets,
} from './index.ts'

const files = await filesForTest()
const sheets = Object.keys(sheetColumns) as readonly SheetName[]

describe('headings', () => {
  it('are found whatever their width, blanks, case, brackets, asterisks', () => {
    const { mapped, missing, unmapped } = mapHeadings(
      [' 名 称＊', 'Kind (see list)', '所在村：', '纬度（°）', 'LNG', '联系 电话', '大型车辆可进入？', '备注'],
      'places',
    )
    expect([...mapped.keys()]).toEqual([
      'name',
      'kind',
      'village',
      'latitude',
      'longitude',
      'contactPhone',
      'largeVehicleAccess',
    ])
    expect(missing).toEqual([])
    expect(unmapped).toEqual([{ index: 7, heading: '备注', reason: 'unknown' }])
  })

  it('of both coordinates in one column are the latitude’s; columns of their own go before', () => {
    const { mapped, missing } = mapHeadings(['管线名', '桩号', '经纬度（WGS84）'], 'lines')
    expect([mapped.get('latitude'), missing]).toEqual([2, []])
    expect(mapHeadings(['管线名', '桩号'], 'lines').missing).toEqual(['latitude', 'longitude'])
    const both = mapHeadings(['名称', '类型', '村', '坐标', '纬度', '经度'], 'places')
    expect([both.mapped.get('latitude'), both.mapped.get('longitude')]).toEqual([4, 5])
    expect(both.unmapped).toEqual([{ index: 3, heading: '坐标', reason: 'unknown' }])
  })

  it('that repeat are taken once, and those of data that is not kept are left out and said so', () => {
    const { unmapped } = mapHeadings(['姓名', '角色', '姓名', '手机号', '身份证号'], 'members')
    expect(unmapped.map(({ heading, reason }) => [heading, reason])).toEqual([
      ['姓名', 'repeated'],
      ['手机号', 'not-kept'],
      ['身份证号', 'not-kept'],
    ])
  })

  it('are mapped by hand where they differ, and a column can be left out by hand', () => {
    const { mapped, missing } = mapHeadings(['门头', '类型', '村', '名称'], 'places', { 0: 'name', 3: null })
    expect(mapped.get('name')).toBe(0)
    expect(missing).toEqual([])
    expect(mapHeadings(['门头', '类型'], 'places').missing).toEqual(['name', 'village'])
  })

  it('of each column are no other column’s of the same sheet', () => {
    for (const sheet of sheets) {
      for (const { key, zh, en, aliases } of sheetColumns[sheet]) {
        for (const word of [key, zh, en, ...aliases])
          expect([word, [...mapHeadings([word], sheet).mapped.keys()]]).toEqual([word, [key]])
      }
    }
  })
})

describe('a template', () => {
  it('names no kind and no role that the import does not understand', () => {
    for (const [kind, , aliases] of templateRows('places', 'zh').explanations.slice(-placeKinds.length)) {
      for (const word of [kind, ...String(aliases).split('、')])
        expect([word, placeKindOf(String(word))]).not.toContain(null)
    }
    for (const [kind] of templateRows('places', 'en').explanations.slice(-placeKinds.length)) {
      expect([kind, placeKindOf(String(kind))]).not.toContain(null)
    }
    const role = sheetColumns.members.find(({ key }) => key === 'role')
    for (const word of `${role?.explainZh}、${role?.explainEn}`.split(/[、,。.]\s*/).filter((word) => word !== '')) {
      expect([word, memberRoleOf(word)]).not.toContain(null)
    }
  })

  it.each(sheets.flatMap((sheet) => [[sheet, 'zh'] as const, [sheet, 'en'] as const]))(
    'of %s in %s is read back: every column known, its example passed over',
    async (name, language) => {
      const path = files.path('xlsx')
      await writeXlsx(templateSheets(name, language), createWriteStream(path))
      const { sheet, rows } = await rowsOf(path, { headingScore: headingScore(name) })
      const map = mapHeadings(sheet.headings, name)
      expect([map.mapped.size, map.missing, map.unmapped]).toEqual([sheetColumns[name].length, [], []])
      expect(rows.map((row) => rawRow(row, map).passedOver)).toEqual(['example'])
      expect(rows[0]?.cells.map(cellText)).toEqual(templateRows(name, language).example.map(String))
    },
  )
})
