import { pinyin } from 'pinyin-pro'
import { narrow } from '../../../platform/sheets/index.ts'
import { diceLikeness, editDistance } from './likeness.ts'

export type Village = { readonly id: string; readonly name: string; readonly code: string | null }

export type VillageMatch =
  | { readonly kind: 'found'; readonly village: Village }
  | { readonly kind: 'ambiguous'; readonly count: number }
  | { readonly kind: 'not-found'; readonly nearest: readonly string[] }

export type VillageIndex = { readonly find: (text: string) => VillageMatch }

/** 何家村, 何家, 何家村委会, 牛庄镇何家村 and its code all mean the same village. */
export function villageIndex(villages: readonly Village[], townName = ''): VillageIndex {
  const byName = new Map<string, Village[]>()
  const byCode = new Map<string, Village>()
  for (const village of villages) {
    const name = plainVillage(village.name, townName)
    byName.set(name, [...(byName.get(name) ?? []), village])
    if (village.code !== null) byCode.set(village.code, village)
  }
  const sounds = new Map<string, string>()
  const sound = (name: string) => {
    const known = sounds.get(name) ?? pinyin(name, { toneType: 'none', mode: 'surname' })
    if (sounds.size < 20_000) sounds.set(name, known)
    return known
  }
  const misses = new Map<string, VillageMatch>()

  const nearest = (name: string): readonly string[] => {
    const scored = [...byName].map(([other, [village]]) => {
      const sameSound = sound(name) === sound(other) ? 1 : 0
      const near = 1 - editDistance(name, other, 8) / Math.max(name.length, other.length, 1)
      return { label: village?.name ?? other, score: sameSound + near + diceLikeness(name, other) }
    })
    const good = scored.filter(({ score }) => score > 0.3).sort((a, b) => b.score - a.score)
    return good.slice(0, 3).map(({ label }) => label)
  }

  const find = (text: string): VillageMatch => {
    const code = narrow(text).replace(/\s/g, '')
    const coded = byCode.get(code)
    if (coded !== undefined) return { kind: 'found', village: coded }
    const name = plainVillage(text, townName)
    const [village, ...others] = byName.get(name) ?? []
    if (village !== undefined && others.length > 0) return { kind: 'ambiguous', count: others.length + 1 }
    if (village !== undefined) return { kind: 'found', village }
    const missed = misses.get(name) ?? { kind: 'not-found', nearest: nearest(name) }
    if (misses.size < 1000) misses.set(name, missed)
    return missed
  }
  return { find }
}

/** The bare name: no town before it, no 村, 村委会, 社区居委会 behind it. */
export function plainVillage(text: string, townName = ''): string {
  const name = narrow(text).replace(/\s/g, '').toLowerCase()
  const bare =
    townName !== '' && name.startsWith(townName) ? name.slice(townName.length) : name.replace(/^.{2,4}[镇乡](?=.)/, '')
  const short = bare
    .replace(/(村民委员会|居民委员会|村委会|村委|居委会|社区居委会)$/, '')
    .replace(/(社区|行政村|村)$/, '')
  return short === '' ? bare : short
}
