import { type Bench, type Figure, median, percentile } from './bench.ts'
import { type Data, makeData, type Recipe } from './data.ts'
import { readers } from './due-list.ts'
import { startMachine } from './machine.ts'

/** The list of `due-list` against the same at a larger station, and beside other stations, turn by turn. */
export const bench: Bench = {
  async run(options) {
    const { quick, say } = options
    const places = quick ? 60 : 5000
    const days = quick ? 60 : 730
    const larger = options.places ?? (quick ? 240 : 50_000)
    const others = quick ? { stations: 8, places: 30 } : { stations: 500, places: 150 }
    await using stack = new AsyncDisposableStack()
    const make = async (recipe: Recipe) => {
      const data = await makeData(recipe, say)
      stack.defer(() => data.remove())
      return data
    }
    const open = async (data: Data) => {
      const machine = await startMachine(data.dataDir)
      stack.defer(() => machine.stop())
      return readers(machine, data)
    }
    // all data before any server: one that waits for minutes closes connections on which nothing was asked
    const made = [
      await make({ places, days }),
      await make({ places: larger, days, multiple: 'places-and-members' }),
      await make({ places, days, beside: { ...others, signIn: false } }),
    ] as const
    const base = await open(made[0])
    const wide = await open(made[1])
    const beside = await open(made[2])

    const sides = [base, wide, beside]
    const turnS = quick ? 0.3 : 3
    for (const side of sides) await side.stretch(turnS)
    const runs: { base: number; wide: number; beside: number }[] = []
    for (let run = 0; run < options.runs; run++) {
      const ms: number[][] = sides.map(() => [])
      for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
        for (const [index, side] of sides.entries()) ms[index]?.push(...(await side.stretch(turnS)).read.ms)
      }
      const [basic = 0, widely = 0, besides = 0] = ms.map((times) => percentile(times, 0.95))
      say(`p95 ${basic.toFixed(1)} ms, larger ${widely.toFixed(1)} ms, beside others ${besides.toFixed(1)} ms`)
      runs.push({ base: basic, wide: widely, beside: besides })
    }
    const absolute = (of: 'base' | 'wide' | 'beside') => Math.round(10 * median(runs.map((run) => run[of]))) / 10
    const shape = { bench: 'due-list-growth', unit: 'ratio', better: 'lower', target: 1.5 } as const
    return [
      {
        ...shape,
        runs: runs.map((run) => run.wide / run.base),
        size: { what: 'larger', places: larger, to: places, days, p95Ms: absolute('wide'), toP95Ms: absolute('base') },
      },
      {
        ...shape,
        runs: runs.map((run) => run.beside / run.base),
        size: {
          what: 'beside',
          places,
          otherStations: others.stations,
          placesEach: others.places,
          days,
          p95Ms: absolute('beside'),
          toP95Ms: absolute('base'),
        },
      },
    ] satisfies readonly Figure[]
  },
}
