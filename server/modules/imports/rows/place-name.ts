import { diceLikeness } from './likeness.ts'
import { plainVillage } from './villages.ts'

const suffix =
  /(股份有限公司|有限责任公司|有限公司|分公司|总公司|公司|经营部|营业部|服务部|门市部|门市|商行|商店|店铺|店|厂|部)$/

/** A name for comparing: no village before it, no legal form behind it, no punctuation; never empty. */
export function plainPlaceName(name: string, villageName: string): string {
  const bare = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  const village = plainVillage(villageName)
  const own =
    village !== '' && bare.startsWith(village) ? bare.slice(village.length).replace(/^(村委会|村)(?=.)/, '') : bare
  const inside = own === '' ? bare : own
  const short = inside.replace(suffix, '')
  return short === '' ? inside : short
}

/** What is near enough to be shown side by side. */
export const nearLikeness = 0.75

/**
 * How alike two plain names are, 0 to 1; 1 is the same. Names that differ in a number or a direction (一号阀室,
 * 二号阀室; 东武小学, 中武小学) are two places: 0. Called for millions of pairs, so it allocates nothing.
 */
export function nameLikeness(a: string, b: string): number {
  if (a === b) return 1
  if (!sameTellingSigns(a, b)) return 0
  const longest = Math.max(a.length, b.length)
  return Math.max(longest >= 4 && oneSlipApart(a, b) ? 1 - 1 / longest : 0, diceLikeness(a, b))
}

function sameTellingSigns(a: string, b: string): boolean {
  let i = 0
  let j = 0
  for (;;) {
    while (i < a.length && !isTelling(a.charCodeAt(i))) i++
    while (j < b.length && !isTelling(b.charCodeAt(j))) j++
    if (i >= a.length || j >= b.length) return i >= a.length && j >= b.length
    if (a.charCodeAt(i++) !== b.charCodeAt(j++)) return false
  }
}

const telling = new Uint8Array(65_536)
for (const sign of '0123456789abcdefghijklmnopqrstuvwxyz东西南北中前后左右上下大小新老旧一二三四五六七八九十甲乙丙丁') {
  telling[sign.charCodeAt(0)] = 1
}

function isTelling(code: number): boolean {
  return telling[code] === 1
}

/** One character changed, added or left out. */
function oneSlipApart(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length)
  const shortest = Math.min(a.length, b.length)
  if (longest - shortest > 1) return false
  let head = 0
  while (head < shortest && a.charCodeAt(head) === b.charCodeAt(head)) head++
  let tail = 0
  while (tail < shortest - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail++
  return head + tail >= longest - 1
}
