import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Random } from './random.ts'

export type Division = {
  readonly code: string
  readonly name: string
  readonly level: string
  readonly parentCode: string | null
}
export type Position = { readonly latitude: number; readonly longitude: number }
export type Village = {
  readonly code: string
  readonly name: string
  readonly residents: boolean
  readonly community: number
  readonly centre: Position
}

/** State of the divisions file (its README): 2023-06-30. */
export const divisionsValidOn = '2023-06-30'
const townCode = '370502102'
export const communityNames = [
  '中心社区',
  '东片社区',
  '西片社区',
  '南片社区',
  '北片社区',
  '油区社区',
  '河滨社区',
] as const

/** Somewhere near the real town; all positions are invented. */
const centre: Position = { latitude: 37.36, longitude: 118.42 }
const rows = 7

export function readDivisions(): readonly Division[] {
  const text = readFileSync(fileURLToPath(new URL('../../../data/niuzhuang-divisions.csv', import.meta.url)), 'utf8')
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code = '', name = '', level = '', parentCode = ''] = line.split(',')
      return { code, name, level, parentCode: parentCode === '' ? null : parentCode }
    })
}

/** The town's villages on an invented grid, six or seven to a community. */
export function layVillages(divisions: readonly Division[], random: Random): readonly Village[] {
  const units = divisions.filter(({ parentCode }) => parentCode === townCode)
  return units.map((unit, index) => {
    const residents = unit.level === 'community'
    return {
      code: unit.code,
      name: unit.name.replace(/(居民|村民)?委员会$|委会$/, ''),
      residents,
      community: residents ? 0 : (index - 1) % communityNames.length,
      centre: residents
        ? centre
        : {
            latitude: centre.latitude + (Math.floor((index - 1) / rows) - 2.5) * 0.018 + (random.next() - 0.5) * 0.008,
            longitude: centre.longitude + (((index - 1) % rows) - 3) * 0.022 + (random.next() - 0.5) * 0.01,
          },
    }
  })
}

/** A position within about 600 m of a village's centre. */
export function near(village: Village, random: Random): Position {
  return {
    latitude: round(village.centre.latitude + (random.next() - 0.5) * 0.011),
    longitude: round(village.centre.longitude + (random.next() - 0.5) * 0.013),
  }
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
