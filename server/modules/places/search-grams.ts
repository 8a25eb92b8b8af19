import { pinyin } from 'pinyin-pro'

/**
 * The pieces by which a name is found. For a name in Chinese: each sign and each two signs in a row. For its pinyin: each
 * three letters in a row. For its initials: each two. `^` begins a name, `=` is all of it. Each is kept as four letters
 * that only this station makes of it, so that the one index never reads another station's entries and a place's row stays
 * short (measured with 100,000 places: 0.5 kB a place instead of 0.8).
 */
export function searchGrams(stationId: string, name: string): readonly string[] {
  const plain = plainText(name)
  const signs = [...plain]
  const pieces = [
    ...signs.filter((sign) => han.test(sign)),
    ...runs(plain, 2),
    `=${plain}`,
    `^${signs[0] ?? ''}`,
    `^${signs.slice(0, 2).join('')}`,
  ]
  for (const reading of readings(name)) {
    const letters = reading.join('')
    const initials = reading.map((syllable) => syllable[0] ?? '').join('')
    pieces.push(...runs(letters, 3), ...runs(initials, 2))
    pieces.push(
      `^${letters.slice(0, 1)}`,
      `^${letters.slice(0, 2)}`,
      `^${letters.slice(0, 3)}`,
      `^${initials.slice(0, 2)}`,
    )
    // villages have short names; long ones are told by their beginning
    if (reading.length <= wholeUpTo) pieces.push(`=${letters}`, `=${initials}`)
  }
  return ledBy(
    stationId,
    pieces.filter((piece) => piece.replace(/^[=^]/, '') !== ''),
  )
}

const wholeUpTo = 6
const han = /\p{Script=Han}/u

/** Pieces as the index holds them. Two that share their four letters are told apart when the names are read again. */
export function ledBy(stationId: string, pieces: readonly string[]): readonly string[] {
  const seed = hash(fnvOffset, stationId)
  return [...new Set(pieces.map((piece) => letters(hash(seed, piece))))]
}

const fnvOffset = 0x811c9dc5

/** FNV-1a over UTF-16 units (Fowler, Noll, Vo), mixed at the end as in MurmurHash3 (Appleby). 32 bits. */
function hash(seed: number, text: string): number {
  let h = seed
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** 24 of its bits as four letters: a text of four bytes is the shortest that an array of texts keeps without filling up. */
function letters(bits: number): string {
  return [26, 20, 14, 8].map((shift) => alphabet[(bits >>> shift) & 63]).join('')
}

/** Any name or query in one form: narrow, lower case, signs and digits only. ü is typed as v. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function runs(text: string, length: number): readonly string[] {
  const signs = [...text]
  return Array.from({ length: Math.max(0, signs.length - length + 1) }, (_, at) =>
    signs.slice(at, at + length).join(''),
  )
}

/** Signs that are read in more than one way in names of people and villages; tones do not matter. */
const otherReadings: Readonly<Record<string, readonly string[]>> = {
  解: ['jie', 'xie'],
  单: ['dan', 'shan'],
  曾: ['zeng', 'ceng'],
  查: ['zha', 'cha'],
  盖: ['gai', 'ge'],
  乐: ['le', 'yue'],
  仇: ['chou', 'qiu'],
  区: ['qu', 'ou'],
  朴: ['pu', 'piao'],
  缪: ['miao', 'miu'],
  翟: ['zhai', 'di'],
  种: ['zhong', 'chong'],
  重: ['zhong', 'chong'],
  长: ['chang', 'zhang'],
  行: ['hang', 'xing'],
  厦: ['sha', 'xia'],
  朝: ['chao', 'zhao'],
  柏: ['bai', 'bo'],
  薄: ['bao', 'bo'],
  六: ['liu', 'lu'],
  贾: ['jia', 'gu'],
  车: ['che', 'ju'],
  堡: ['bao', 'bu', 'pu'],
  会: ['hui', 'kuai'],
  都: ['du', 'dou'],
  尉: ['wei', 'yu'],
  折: ['she', 'zhe'],
  召: ['shao', 'zhao'],
  繁: ['po', 'fan'],
  秘: ['bi', 'mi'],
  员: ['yun', 'yuan'],
  郇: ['xun', 'huan'],
  吕: ['lv', 'lu'],
}
const mostReadings = 6

/** A name's syllables; several readings where a sign has several: 解家 is found by jie and by xie (CHINA.md “Names”). */
export function readings(name: string): readonly (readonly string[])[] {
  const plain = plainText(name)
  const first = syllables(plain, 'surname')
  const signs = [...plain]
  if (first.length !== signs.length) return [first]
  let all: readonly (readonly string[])[] = [first]
  for (const [at, sign] of signs.entries()) {
    const others = otherReadings[sign]
    if (!others) continue
    const read = new Set([first[at] ?? '', ...others])
    all = all.flatMap((reading) => [...read].map((syllable) => reading.with(at, syllable))).slice(0, mostReadings)
  }
  return all
}

/** The first letters of a name's syllables; of each reading that has others, apart by a space: `jj xj` for 解家. */
export const initialsOf = (name: string): string =>
  [...new Set(readings(name).map((reading) => reading.map((syllable) => syllable[0] ?? '').join('')))].join(' ')

/** One syllable a sign; letters and digits stand for themselves, each alone. */
function syllables(plain: string, mode: 'surname' | 'normal'): readonly string[] {
  return pinyin(plain, { toneType: 'none', type: 'array', mode, v: true }).map((syllable) => syllable.toLowerCase())
}
