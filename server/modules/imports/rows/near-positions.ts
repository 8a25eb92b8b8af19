import { growingDoubles, growingInts } from './growing.ts'
import { numberTable } from './number-table.ts'
import type { Position } from './position.ts'

export type NearPositions = {
  /** in the order of the items; null keeps the numbering */
  readonly add: (position: Position | null) => void
  /** numbers of the items within the distance, at most `mostLooked` looked at in each cell */
  readonly near: (position: Position | null) => readonly number[]
  readonly distanceM: (item: number, from: Position | null) => number | null
}

const metresPerDegree = 111_320
/** Many places put on one spot (the village's middle) say nothing about one another. */
const mostLooked = 64

/** Items in cells as wide as the distance, so that nine cells hold all that is near. */
export function nearPositions(distance: number): NearPositions {
  const heads = numberTable()
  const nexts = growingInts()
  const latitudes = growingDoubles()
  const longitudes = growingDoubles()
  const cellDegrees = distance / metresPerDegree

  const rowOf = (latitude: number) => Math.floor((latitude + 90) / cellDegrees)
  /** degrees of longitude that the distance spans in a row of cells, a little more than needed */
  const widthOf = (row: number) =>
    cellDegrees / Math.max(Math.cos(((Math.abs((row + 0.5) * cellDegrees - 90) + 0.01) * Math.PI) / 180), 1e-3)
  const cellOf = (row: number, longitude: number) => row * 2 ** 24 + Math.floor((longitude + 180) / widthOf(row))

  const distanceM = (item: number, from: Position | null): number | null => {
    const latitude = latitudes.at(item)
    const longitude = longitudes.at(item)
    if (from === null || Number.isNaN(latitude)) return null
    const north = (latitude - from.latitude) * metresPerDegree
    const east = (longitude - from.longitude) * metresPerDegree * Math.cos((latitude * Math.PI) / 180)
    return Math.hypot(north, east)
  }

  const add = (position: Position | null) => {
    latitudes.push(position?.latitude ?? Number.NaN)
    longitudes.push(position?.longitude ?? Number.NaN)
    const cell = position && cellOf(rowOf(position.latitude), position.longitude)
    const item = nexts.push(cell === null ? -1 : heads.get(cell))
    if (cell !== null) heads.set(cell, item)
  }

  const near = (position: Position | null): readonly number[] => {
    if (position === null) return []
    const found: number[] = []
    const middle = rowOf(position.latitude)
    for (let row = middle - 1; row <= middle + 1; row++) {
      const cell = cellOf(row, position.longitude)
      for (let beside = cell - 1; beside <= cell + 1; beside++) {
        let item = heads.get(beside)
        for (let looked = 0; item >= 0 && looked < mostLooked; looked++) {
          if ((distanceM(item, position) ?? Infinity) <= distance) found.push(item)
          item = nexts.at(item)
        }
      }
    }
    return found
  }
  return { add, near, distanceM }
}
