import { narrow } from '../../../platform/sheets/index.ts'
import { type SheetName, sheetColumns } from './columns.ts'

export type Unmapped = {
  readonly index: number
  readonly heading: string
  /** `not-kept`: sifang keeps no such thing of a person, so the column is left out; `repeated`: an earlier one is taken */
  readonly reason: 'unknown' | 'repeated' | 'not-kept'
}

export type HeadingMap = {
  /** key of the column → its place in the sheet, from 0 */
  readonly mapped: ReadonlyMap<string, number>
  readonly headings: readonly string[]
  readonly unmapped: readonly Unmapped[]
  /** where the required columns are that were found */
  readonly needed: readonly number[]
  /** required columns that no heading was found for */
  readonly missing: readonly string[]
}

/** A person's choice where headings differ: place in the sheet → key, or null to leave it out. */
export type HandMapping = Readonly<Record<number, string | null>>

const notKept = /身份证|证件号|户籍|民族|住址|家庭|籍贯|出生|性别|照片|人脸|idcard|identity|birth|gender/
const notKeptOfMembers = /手机|电话|联系方式|phone|mobile|telephone/

/** Which heading is which column; `byHand` goes before what is found by name. */
export function mapHeadings(headings: readonly string[], sheet: SheetName, byHand: HandMapping = {}): HeadingMap {
  const words = headingWords(sheet)
  const keys = new Set<string>(sheetColumns[sheet].map((column) => column.key))
  const mapped = new Map<string, number>()
  const chosen = Object.entries(byHand).map(([index, key]) => ({ index: Number(index), key }))
  for (const { index, key } of chosen) {
    if (key !== null && keys.has(key) && index < headings.length) mapped.set(key, index)
  }
  const unmapped: Unmapped[] = []
  headings.forEach((heading, index) => {
    if (plainHeading(heading) === '' || Object.hasOwn(byHand, index)) return
    const key = words.get(plainHeading(heading)) ?? words.get(plainHeading(heading, 'with-brackets'))
    if (key !== undefined && !mapped.has(key)) mapped.set(key, index)
    else unmapped.push({ index, heading, reason: key !== undefined ? 'repeated' : unknownReason(heading, sheet) })
  })
  mapPair(sheet, mapped, unmapped)
  const missing = sheetColumns[sheet]
    .filter(({ required, key }) => required && !mapped.has(key) && !(key === 'longitude' && hasPair(headings, mapped)))
    .map(({ key }) => key)
  const needed = sheetColumns[sheet].flatMap(({ required, key }) => (required ? (mapped.get(key) ?? []) : []))
  return { mapped, headings, unmapped, needed, missing }
}

/** Both coordinates under one heading are read as the latitude's column; one of its own goes before. */
const pairHeading =
  /^(坐标|坐标点|坐标位置|地理坐标|经纬度|纬经度|经纬度坐标|gps|gps坐标|coordinates?|latlng|lnglat|latlon|lonlat)$/

function mapPair(sheet: SheetName, mapped: Map<string, number>, unmapped: Unmapped[]): void {
  const hasLatitude = sheetColumns[sheet].some(({ key }) => key === 'latitude')
  if (!hasLatitude || mapped.has('latitude') || mapped.has('longitude')) return
  const at = unmapped.findIndex(({ heading }) => pairHeading.test(plainHeading(heading)))
  if (at < 0) return
  for (const { index } of unmapped.splice(at, 1)) mapped.set('latitude', index)
}

const hasPair = (headings: readonly string[], mapped: ReadonlyMap<string, number>): boolean =>
  pairHeading.test(plainHeading(headings[mapped.get('latitude') ?? -1] ?? ''))

/** For `readSheet`: how many of a row's texts are headings of this sheet; any two texts count a little. */
export function headingScore(sheet: SheetName): (texts: readonly string[]) => number {
  const words = headingWords(sheet)
  return (texts) => {
    const known = new Set(texts.map((text) => words.get(plainHeading(text))).filter((key) => key !== undefined)).size
    const several = new Set(texts.filter((text) => text !== '' && !/^[\d.+-]+$/.test(text))).size >= 2
    return known + (several ? 0.5 : 0)
  }
}

/** Without blanks, width, case, asterisk, colon, and without what stands in brackets: 纬度（°）* → 纬度. */
function plainHeading(heading: string, brackets: 'with-brackets' | 'without-brackets' = 'without-brackets'): string {
  const text = narrow(heading).toLowerCase()
  const bare = brackets === 'with-brackets' ? text : text.replace(/\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>/g, '')
  return bare.replace(/[\s*:_\-/.、,()[\]【】?]/g, '')
}

function headingWords(sheet: SheetName): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  for (const { key, zh, en, aliases } of sheetColumns[sheet]) {
    for (const word of [key, zh, en, ...aliases, `${zh}${en}`]) {
      if (!words.has(plainHeading(word))) words.set(plainHeading(word), key)
    }
  }
  return words
}

function unknownReason(heading: string, sheet: SheetName): Unmapped['reason'] {
  const word = plainHeading(heading, 'with-brackets')
  return notKept.test(word) || (sheet === 'members' && notKeptOfMembers.test(word)) ? 'not-kept' : 'unknown'
}
