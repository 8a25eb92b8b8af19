import pg from 'pg'
import { emptyDatabase } from '../attacks/empty-database.fixture.ts'
import { randomFrom } from '../attacks/random.fixture.ts'
import type { Break } from './breaks.ts'
import type { Found } from './checks.ts'
import { furnish } from './desk.ts'
import { type Fault, faults, openFaultyNetwork } from './proxy.ts'
import { type Done, round, type World } from './round.ts'
import { startServerProcess } from './server-process.ts'

export type FaultsOptions = {
  /** Rounds are run until so many commands were accepted, or something was found. */
  readonly commands: number
  readonly mostRounds?: number
  /** Things done on phones in one round, and how often the server is killed in it. */
  readonly actions?: number
  readonly kills?: number
  readonly phones?: number
  /** No more is done in a round after so long. */
  readonly withinS?: number
  readonly breaks?: Break
  say?(line: string): void
}

export type Report = Found & {
  readonly commands: number
  readonly rounds: number
  readonly happened: Readonly<Record<Fault | 'none', number>>
}

/** A station on a server of its own, and a network that is bad by `seed`. */
export async function openWorld(seed: number): Promise<World & { close(): Promise<void> }> {
  const random = randomFrom(seed)
  const url = await emptyDatabase()
  const server = await startServerProcess(url)
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const network = await openFaultyNetwork(server.address, random)
  const station = await furnish(server.desk, 4, 6)
  return {
    server,
    network,
    pool,
    station,
    random,
    close: async () => {
      await network.close()
      await pool.end()
      await server.stop()
    },
  }
}

/** Phones and a desk on the real server under faults, round after round, each with new members. */
export async function runFaults(world: World, options: FaultsOptions): Promise<Report> {
  const { commands, mostRounds = Number.POSITIVE_INFINITY, say = () => undefined } = options
  const { actions = 1200, kills = 1, phones = 12, withinS = 600, breaks } = options
  let report: Report = { ...nothing, happened: world.network.happened }
  while (report.commands < commands && report.rounds < mostRounds && !isBad(report)) {
    const began = performance.now()
    const found = await round(world, { actions, phones, kills, withinS, breaks })
    report = added(report, found)
    const s = Math.round((performance.now() - began) / 1000)
    const { entered, refused } = found
    say(
      `round ${report.rounds}: ${report.commands} commands, ${s} s; of ${entered} refused: ${JSON.stringify(refused)}`,
    )
  }
  return report
}

const calm = { ...(Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>), none: 0 }
const nothing: Report = {
  lost: [],
  doubled: [],
  outOfOrder: [],
  diverged: [],
  stumbled: [],
  commands: 0,
  rounds: 0,
  happened: calm,
}

/** The same on one new station after another: what a station has in hand grows, and with it what each phone carries. */
export async function runStations(
  seed: number,
  { commands, ...options }: FaultsOptions,
  commandsEach = 5000,
): Promise<Report> {
  let all: Report = nothing
  for (let next = seed; all.commands < commands && !isBad(all); next++) {
    options.say?.(`seed ${next}, ${all.commands} commands so far`)
    const world = await openWorld(next)
    try {
      const wanted = Math.min(commandsEach, commands - all.commands)
      all = together(all, await runFaults(world, { ...options, commands: wanted }))
    } finally {
      await world.close()
    }
  }
  return all
}

/** What several stations had, as one. */
export const together = (one: Report, other: Report): Report => ({
  ...added(one, { ...other, entered: 0, refused: {} }),
  rounds: one.rounds + other.rounds,
  happened: Object.fromEntries(
    Object.entries(one.happened).map(([what, count]) => [what, count + other.happened[what as Fault]]),
  ) as Report['happened'],
})

export const isBad = (found: Found): boolean =>
  [found.lost, found.doubled, found.outOfOrder, found.diverged, found.stumbled].some(({ length }) => length > 0)

const added = (report: Report, found: Found & Done): Report => ({
  ...report,
  lost: [...report.lost, ...found.lost],
  doubled: [...report.doubled, ...found.doubled],
  outOfOrder: [...report.outOfOrder, ...found.outOfOrder],
  diverged: [...report.diverged, ...found.diverged],
  stumbled: [...report.stumbled, ...found.stumbled],
  commands: report.commands + found.commands,
  rounds: report.rounds + 1,
})
