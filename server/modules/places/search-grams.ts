import { createHash } from 'node:crypto'
import { pinyin } from 'pinyin-pro'

/**
 * The pieces by which a name is found, each led by a short token of the station, so that the one index never reads another
 * station's entries. For a name in Chinese: each sign and each two signs in a row. For its pinyin: each three letters in a
 * row. For its initials: each two. `^` begins a name, `=` is all of it.
 */
export function searchGrams(stationId: string, name: string): readonly string[] {
  const token = stationToken(stationId)
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
  return [...new Set(pieces.filter((piece) => piece.replace(/^[=^]/, '') !== ''))].map((piece) => token + piece)
}

const wholeUpTo = 6
const han = /\p{Script=Han}/u

/** 18 bits: two stations that share one read each other's entries only to drop them again. */
export function stationToken(stationId: string): string {
  return createHash('sha256').update(stationId).digest('base64url').slice(0, 3)
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

/** One syllable a sign; letters and digits stand for themselves, each alone. */
function syllables(plain: string, mode: 'surname' | 'normal'): readonly string[] {
  return pinyin(plain, { toneType: 'none', type: 'array', mode, v: true }).map((syllable) => syllable.toLowerCase())
}
