/** One number of the table in the issue, in the table's unit. */
export type Figure = {
  readonly bench: string
  readonly unit: '%' | '1' | '1/s' | 'MB' | 'kB' | 'ms' | 'ratio' | 's'
  readonly better: 'lower' | 'higher'
  readonly target: number
  /** One number a run; for a p95 the p95 of each run. The median is the figure. */
  readonly runs: readonly number[]
  /** What it ran at: places, visits, clients, and absolutes beside a ratio. */
  readonly size: Readonly<Record<string, number | string | readonly number[]>>
}

export type BenchOptions = {
  /** A small size within 20 s, as a smoke check; the times say nothing. */
  readonly quick: boolean
  /** Instead of the size in the issue. */
  readonly places: number | undefined
  /** How often it is measured; 5 unless told. */
  readonly runs: number
  /** To standard error. */
  say(line: string): void
}

/** A file of this folder exports one as `bench`; run.ts finds it by the name of the file. */
export type Bench = {
  /** Measures and answers every figure of its row in the table. Whatever it made is gone when it returns. */
  run(options: BenchOptions): Promise<readonly Figure[]>
}

/** The line that a figure is printed as (ARCHITECTURE "Bench"). */
export function lineOf({ bench, unit, better, target, runs, size }: Figure): string {
  const sorted = runs.toSorted((a, b) => a - b)
  const value = median(sorted)
  const noise = [sorted[0] ?? Number.NaN, value, sorted.at(-1) ?? Number.NaN]
  return JSON.stringify({ bench, value: round(value), unit, better, target, runs: noise.map(round), size })
}

/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2
}

/** The value that a share of all values does not exceed, e.g. 0.95 (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

const round = (value: number): number => Number(value.toPrecision(4))
