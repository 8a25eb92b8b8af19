import type { Bench } from './bench.ts'
import { percentile } from './bench.ts'
import { makeData } from './data.ts'
import { closedLoop, mustBeOk } from './load.ts'
import { startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { callers, officersOf } from './visiting.ts'

/** A fixed mix of what people type: whether it must find something is part of it. */
const mix = [
  { q: '废品', finds: true, what: 'two characters inside a name' },
  { q: '超市', finds: true, what: 'two characters inside a name' },
  { q: '仓库', finds: true, what: 'two characters inside a name' },
  { q: 'fpsg', finds: true, what: 'initials' },
  { q: 'nz', finds: true, what: 'initials' },
  { q: 'cs', finds: true, what: 'initials' },
  { q: 'niuzhuang', finds: true, what: 'full pinyin' },
  { q: 'chaoshi', finds: true, what: 'full pinyin' },
  { q: 'feipin', finds: true, what: 'full pinyin' },
  { q: '霓虹', finds: false, what: 'no match' },
  { q: 'qwxz', finds: false, what: 'no match' },
  { q: 'luobote', finds: false, what: 'no match' },
] as const

const clients = 4

/** Places by a piece of their name, its initials or its pinyin, by some clients at once. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 600 : 100_000)
    const data = await makeData({ places, days: options.quick ? 30 : 540 }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const people = await callers(machine, officersOf(data.stations[0]), clients)
        const slowest = new Map<string, number>()
        const searches = people.map(({ connection, cookie }, index) => {
          let count = index * 3
          return async () => {
            const { q, finds } = mix[count++ % mix.length] ?? mix[0]
            const path = `/api/v1/places/search?q=${encodeURIComponent(q)}`
            const began = performance.now()
            const { rows } = JSON.parse(mustBeOk(await connection.send({ method: 'GET', path, cookie })).body)
            slowest.set(q, Math.max(slowest.get(q) ?? 0, performance.now() - began))
            if (rows.length > 0 !== finds) throw new Error(`${q} finds ${rows.length} places`)
          }
        })
        await closedLoop(searches, options.quick ? 0.3 : 3)
        const runs: number[] = []
        for (let run = 0; run < options.runs; run++) {
          slowest.clear()
          const before = await machine.processorTime()
          const { ms } = await closedLoop(searches, options.quick ? 0.5 : 5)
          runs.push(percentile(ms, 0.95))
          options.say(
            `p95 ${runs.at(-1)?.toFixed(1)} ms, ${perThing(before, await machine.processorTime(), ms.length)}`,
          )
          options.say([...slowest].map(([q, most]) => `${q} ${most.toFixed(0)}`).join(', '))
        }
        const size = { places, clients, queries: mix.length }
        return [{ bench: 'search', unit: 'ms', better: 'lower', target: 50, runs, size }]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}
