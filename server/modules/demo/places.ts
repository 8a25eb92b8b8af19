import { kmLabel, kmRange } from '@sifang/domain/lines'
import { oilfieldUnits, placeNames } from './names.ts'
import type { Random } from './random.ts'
import { near, type Position, type Village } from './town.ts'

export type DemoPlace = {
  readonly id: string
  readonly kind: string
  readonly name: string
  /** Index into the villages. */
  readonly village: number
  readonly position: Position
  readonly vacant: boolean
  readonly largeVehicleAccess: boolean
  readonly segment: { readonly line: number; readonly fromKm: number; readonly toKm: number } | null
}

export type DemoLine = {
  readonly id: string
  readonly name: string
  readonly content: string
  readonly lengthKm: number
  readonly posts: readonly { readonly km: number; readonly label: string; readonly position: Position }[]
}

const totalWeight = placeNames.reduce((sum, { weight }) => sum + weight, 0)

/** Invented places, one of each kind and then as many as is usual, spread over the villages; names are told apart by a number where they repeat. */
export function buildPlaces(
  count: number,
  villages: readonly Village[],
  atMs: number,
  random: Random,
): readonly DemoPlace[] {
  const used = new Map<string, number>()
  const units = oilfieldUnits.map((name, index): DemoPlace => {
    const village = (index * 11 + 3) % villages.length
    return place('oilfield-unit', `牛庄${name}`, village, positionIn(villages, village, random))
  })
  const others = Array.from({ length: Math.max(0, count - units.length) }, (_, index): DemoPlace => {
    const village = index % villages.length
    const { kind, names } = placeNames[index] ?? kindByWeight(random)
    const base = `${villages[village]?.name.replace(/村$/, '') ?? ''}${random.pick(names)}`
    const seen = (used.get(base) ?? 0) + 1
    used.set(base, seen)
    return place(kind, seen === 1 ? base : `${base}（${seen}）`, village, positionIn(villages, village, random))
  })
  return [...units, ...others]

  function place(kind: string, name: string, village: number, position: Position): DemoPlace {
    const vacant = kind === 'vacant-courtyard' || (kind === 'warehouse' && random.chance(0.2))
    return {
      id: random.id(atMs),
      kind,
      name,
      village,
      position,
      vacant,
      largeVehicleAccess: vacant ? random.chance(0.55) : random.chance(0.3),
      segment: null,
    }
  }
}

function kindByWeight(random: Random) {
  let rest = random.next() * totalWeight
  for (const entry of placeNames) {
    rest -= entry.weight
    if (rest < 0) return entry
  }
  return random.pick(placeNames)
}

function positionIn(villages: readonly Village[], village: number, random: Random): Position {
  const home = villages[village]
  if (!home) throw new Error('a place needs a village')
  return near(home, random)
}

const courses = [
  {
    name: '原油管线东线',
    content: 'oil',
    lengthKm: 14.6,
    from: { latitude: 37.305, longitude: 118.35 },
    to: { latitude: 37.415, longitude: 118.42 },
  },
  {
    name: '原油管线西线',
    content: 'oil',
    lengthKm: 12.3,
    from: { latitude: 37.31, longitude: 118.47 },
    to: { latitude: 37.405, longitude: 118.39 },
  },
  {
    name: '天然气管线',
    content: 'gas',
    lengthKm: 11.2,
    from: { latitude: 37.35, longitude: 118.345 },
    to: { latitude: 37.37, longitude: 118.47 },
  },
] as const
const kmPerSegment = 2

/** Three lines, 38.1 km in all, with a post at each kilometre and at the end. Their courses are invented. */
export function layLines(atMs: number, random: Random): readonly DemoLine[] {
  return courses.map(({ name, content, lengthKm, from, to }) => {
    const kms = [...Array.from({ length: Math.ceil(lengthKm) }, (_, km) => km), lengthKm]
    const bend = (random.next() - 0.5) * 0.02
    return {
      id: random.id(atMs),
      name,
      content,
      lengthKm,
      posts: kms.map((km) => {
        const share = km / lengthKm
        const sway = Math.sin(share * Math.PI) * bend
        return {
          km,
          label: kmLabel(km),
          position: {
            latitude: from.latitude + (to.latitude - from.latitude) * share + sway,
            longitude: from.longitude + (to.longitude - from.longitude) * share - sway,
          },
        }
      }),
    }
  })
}

/** The lines cut into segments, each owed to the village that lies nearest. */
export function cutSegments(
  lines: readonly DemoLine[],
  villages: readonly Village[],
  atMs: number,
  random: Random,
): readonly DemoPlace[] {
  return lines.flatMap((line, index) =>
    Array.from({ length: Math.ceil(line.lengthKm / kmPerSegment) }, (_, part): DemoPlace => {
      const fromKm = part * kmPerSegment
      const toKm = Math.min(line.lengthKm, fromKm + kmPerSegment)
      const position = line.posts[fromKm + 1]?.position ?? line.posts.at(-1)?.position
      if (!position) throw new Error('a line needs posts')
      return {
        id: random.id(atMs),
        kind: 'segment',
        name: `${line.name} ${kmRange({ fromKm, toKm })}`,
        village: nearest(villages, position),
        position,
        vacant: false,
        largeVehicleAccess: false,
        segment: { line: index, fromKm, toKm },
      }
    }),
  )
}

function nearest(villages: readonly Village[], to: Position): number {
  const distances = villages.map(
    ({ centre }) => (centre.latitude - to.latitude) ** 2 + (centre.longitude - to.longitude) ** 2,
  )
  return distances.indexOf(Math.min(...distances))
}
