import type { Cell, SheetRow } from '../../../platform/sheets/index.ts'
import {
  areaAround,
  mapHeadings,
  type PlaceContext,
  personIndex,
  type RawRow,
  rawRow,
  type SheetName,
  seenInFile,
  type sheetColumns,
  villageIndex,
} from './index.ts'

export const villages = villageIndex(
  [
    { id: 'v-he', name: '何家村委会', code: '370502102230' },
    { id: 'v-xie', name: '解家村委会', code: '370502102205' },
    { id: 'v-wu', name: '东武村', code: null },
    { id: 'v-zhang-1', name: '张庄村', code: '370502102221' },
    { id: 'v-zhang-2', name: '张庄村', code: '370502102222' },
    { id: 'v-juhua', name: '聚华社区居民委员会', code: '370502102001' },
  ],
  '牛庄镇',
)

export const people = personIndex([
  { id: 'm-wang', name: '王五', userName: 'wangwu', role: 'officer' },
  { id: 'm-li-1', name: '李明', userName: 'liming', role: 'officer' },
  { id: 'm-li-2', name: '李明', userName: 'liming2', role: 'auxiliary' },
  { id: 'm-yi', name: '赵义', userName: null, role: 'volunteer' },
])

export const area = areaAround([
  { latitude: 37.33, longitude: 118.4 },
  { latitude: 37.38, longitude: 118.46 },
])

export function placeContext(change: Partial<PlaceContext> = {}): PlaceContext {
  return { villages, people, seen: seenInFile(), datum: 'wgs84', swapped: 'refuse', area, ...change }
}

/** Cells from plain values; a Cell goes in as it is. */
export function sheetRow(row: number, values: readonly (string | number | boolean | null | Cell)[]): SheetRow {
  const cells = values.map((value): Cell => {
    if (value === null || value === '') return { kind: 'blank' }
    if (typeof value === 'string') return { kind: 'text', text: value }
    if (typeof value === 'number') return { kind: 'number', value }
    if (typeof value === 'boolean') return { kind: 'boolean', value }
    return value
  })
  return { row, cells }
}

/** One row given by heading. */
export function rawOf<S extends SheetName>(
  sheet: S,
  values: Readonly<Record<string, string | number | boolean | null | Cell>>,
  row = 2,
): RawRow<(typeof sheetColumns)[S][number]['key']> {
  return rawRow(sheetRow(row, Object.values(values)), mapHeadings(Object.keys(values), sheet))
}
