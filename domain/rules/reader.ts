import { type CivilDate, type Instant, isCivilDate, parseInstant } from '../calendar/index.ts'

/** A scenario that cannot be read. `path` names the place in it: `visits[2].at`. */
export class ScenarioError extends Error {
  readonly path: string

  constructor(path: string, problem: string) {
    super(`${path === '' ? 'scenario' : path}: ${problem}`)
    this.name = 'ScenarioError'
    this.path = path
  }
}

/** A value of unknown shape and where it stands. */
export type Reader = {
  readonly path: string
  readonly value: unknown
  /** A member of an object; undefined where it is left out. */
  field(name: string): Reader
  /** The items of an array; none where it is left out. */
  items(): readonly Reader[]
  /** An array of exactly two. */
  pair(): readonly [Reader, Reader]
  instant(): Instant
  date(): CivilDate
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number
  /** A text that is not empty. */
  text(): string
  oneOf<const T extends string>(choices: readonly T[]): T
  /** Refuses members that are not among these, so that a misspelt one is not passed over. */
  only(names: readonly string[]): void
  fail(problem: string): never
}

export function readerOf(value: unknown, path = ''): Reader {
  const refuse = (problem: string): never => {
    throw new ScenarioError(path, problem)
  }
  const object = (): Readonly<Record<string, unknown>> =>
    isRecord(value) ? value : refuse(`expected an object, found ${kindOf(value)}`)
  const array = (): readonly unknown[] =>
    Array.isArray(value) ? value : refuse(`expected an array, found ${kindOf(value)}`)
  const item = (given: unknown, index: number): Reader => readerOf(given, `${path}[${index}]`)
  return {
    path,
    value,
    fail: refuse,
    field: (name) => readerOf(object()[name], path === '' ? name : `${path}.${name}`),
    items: () => (value === undefined ? [] : array().map(item)),
    pair: () => {
      const given = array()
      if (given.length !== 2) refuse(`expected two values, found ${given.length}`)
      return [item(given[0], 0), item(given[1], 1)]
    },
    instant: () => {
      const instant = typeof value === 'string' ? parseInstant(value) : null
      return instant ?? refuse(`expected an instant with offset such as 2025-02-17T09:00+08:00, found ${shown(value)}`)
    },
    date: () =>
      typeof value === 'string' && isCivilDate(value)
        ? value
        : refuse(`expected a civil date such as 2025-02-17, found ${shown(value)}`),
    integer: (least, most) =>
      typeof value === 'number' && Number.isInteger(value) && least <= value && value <= most
        ? value
        : refuse(`expected a whole number from ${least} to ${most}, found ${shown(value)}`),
    text: () => (typeof value === 'string' && value !== '' ? value : refuse(`expected a text, found ${shown(value)}`)),
    oneOf: (choices) =>
      choices.find((choice) => choice === value) ??
      refuse(`expected one of ${choices.join(', ')}, found ${shown(value)}`),
    only: (names) => {
      const strange = Object.keys(object()).find((name) => !names.includes(name))
      if (strange !== undefined) refuse(`unknown member ${strange}; known are ${names.join(', ')}`)
    },
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const kindOf = (value: unknown): string =>
  value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`

const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value) : kindOf(value)
