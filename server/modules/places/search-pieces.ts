import { ledBy, plainText, readings } from './search-grams.ts'

/** What a query asks the index for: each list of pieces must all be there. Null: this way of reading it cannot match. */
export type SearchPieces = {
  readonly exact: readonly string[]
  readonly prefix: readonly string[] | null
  readonly initialsPrefix: readonly string[] | null
  readonly inside: readonly string[] | null
  readonly pinyinInside: readonly string[] | null
}

const han = /\p{Script=Han}/u

/** Null for a query without a sign or letter. */
export function searchPieces(stationId: string, query: string): SearchPieces | null {
  const plain = plainText(query).slice(0, longestQuery)
  if (plain === '') return null
  const led = (asked: readonly string[]) => ledBy(stationId, asked)
  const signs = [...plain]
  const pairs = runs(signs, 2)
  if (han.test(plain)) {
    return {
      exact: led([`=${plain}`]),
      prefix: led([`^${signs.slice(0, 2).join('')}`, ...pairs]),
      initialsPrefix: null,
      inside: led(pairs.length > 0 ? pairs : signs),
      pinyinInside: null,
    }
  }
  const triples = runs(signs, 3)
  return {
    exact: led([`=${plain}`]),
    prefix: led([`^${plain.slice(0, 3)}`, ...triples]),
    initialsPrefix: pairs.length > 0 ? led([`^${plain.slice(0, 2)}`, ...pairs]) : null,
    inside: pairs.length > 0 ? led(pairs) : null,
    pinyinInside: triples.length > 0 ? led(triples) : null,
  }
}

/** A longer query finds nothing more. */
const longestQuery = 40

function runs(signs: readonly string[], length: number): readonly string[] {
  return Array.from({ length: Math.max(0, signs.length - length + 1) }, (_, at) =>
    signs.slice(at, at + length).join(''),
  )
}

export type MatchRank = 0 | 1 | 2

/** How well a name fits a query: 0 all of it, 1 its beginning, 2 inside; null: its pieces were there in another order. */
export function rankOf(query: string, name: string): MatchRank | null {
  const plain = plainText(query).slice(0, longestQuery)
  const forms = [plainText(name)]
  if (!han.test(plain)) {
    for (const reading of readings(name)) {
      forms.push(reading.join(''), reading.map((syllable) => syllable[0] ?? '').join(''))
    }
  }
  const ranks = forms.map((form): MatchRank | null => {
    if (form === plain) return 0
    if (form.startsWith(plain)) return 1
    return form.includes(plain) ? 2 : null
  })
  const found = ranks.filter((rank) => rank !== null)
  return found.length > 0 ? (Math.min(...found) as MatchRank) : null
}
