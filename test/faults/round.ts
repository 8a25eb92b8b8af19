import { newId } from '@sifang/client'
import type pg from 'pg'
import type { Random } from '../attacks/random.fixture.ts'
import { type Break, breaks } from './breaks.ts'
import { checkCommands, checkParts, drain, type Found } from './checks.ts'
import { doAtDesk, insisting, join, type Station } from './desk.ts'
import type { Ledger } from './ledger.ts'
import { type Doing, doSomething } from './member.ts'
import { fieldPhone, lock } from './phone.ts'
import type { FaultyNetwork } from './proxy.ts'
import type { ServerProcess } from './server-process.ts'
import { watchWire } from './wire.ts'

export type World = {
  readonly server: ServerProcess
  readonly network: FaultyNetwork
  readonly pool: pg.Pool
  readonly station: Station
  readonly random: Random
}

export type Done = {
  /** Accepted, the desk's among them. */
  readonly commands: number
  readonly entered: number
  /** What the rules refused to the end, by code: places that were closed, areas that were lost. */
  readonly refused: Readonly<Record<string, number>>
}

export type RoundOptions = {
  /** Things done on phones. */
  readonly actions: number
  readonly phones: number
  /** No more is done after so long, however slow the machine is. */
  readonly withinS: number
  /** How often the server is killed. */
  readonly kills: number
  readonly breaks?: Break | undefined
}

const faultRate = 0.25
const deskShare = 0.12

/**
 * Some members go out with new phones, all at once on a bad network; the desk works, and the server is killed. Then the
 * network is well again, the outboxes are emptied, and everything is compared.
 */
export async function round(world: World, options: RoundOptions): Promise<Found & Done> {
  const { server, network, random } = world
  const station = await join(world.station, options.phones, random)
  const ledger: Ledger = new Map()
  const wire = watchWire(ledger)
  const broken = breaks(options.breaks, ledger)
  network.setRate(0)
  const fields = []
  for (const { id, role } of station.members) {
    const carry = (request: Request, name: string) =>
      wire.carry(request, name, async (asked) => fetch(await broken.leaving(asked, name)))
    const field = fieldPhone({ memberId: id, role, address: network.address, random, carry })
    const path = { id, enrolmentId: newId() }
    const { code } = await station.desk.put('/members/{id}/enrolments/{enrolmentId}', { path, body: {} })
    const phone = await field.open()
    await phone.enrol({ code, name: '试验手机', ageFriendly: false, lock })
    await phone.sync()
    fields.push(field)
  }
  const doings = fields.map(
    (field): Doing => ({ random, ledger, field, placeIds: station.placeIds, forgetsNeeds: options.breaks === 'order' }),
  )

  network.setRate(faultRate)
  const stopBreaking = await broken.begin(world.pool)
  const until = performance.now() + 1000 * options.withinS
  let done = 0
  let desk = 0
  const each = Math.ceil(options.actions / fields.length)
  const goOut = doings.map(async (doing) => {
    for (let count = 0; count < each; count++) {
      if (performance.now() < until) await doSomething(doing)
      done += 1
    }
  })
  const total = each * fields.length
  const reaches = async (share: number) => {
    while (done < Math.min(share, 1) * total) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const working = (async () => {
    while (done < total) {
      await reaches(++desk / (deskShare * total))
      await doAtDesk(station, random)
    }
  })()
  const killing = (async () => {
    for (let kill = 1; kill <= options.kills; kill++) {
      await reaches(kill / (options.kills + 1))
      await server.kill()
      await server.startAgain()
    }
  })()
  const revoking = reaches(0.7).then(() => revoke(station))
  await Promise.all([...goOut, working, killing, revoking])

  network.setRate(0)
  await stopBreaking()
  const refused: Record<string, number> = {}
  const left = await Promise.all(doings.map(drain))
  for (const code of left.flat()) refused[code] = (refused[code] ?? 0) + 1
  // what the server keeps in memory is made anew, so that nobody is compared with somebody else's mistake
  if (options.kills > 0 || options.breaks === 'feed') {
    await server.kill()
    await server.startAgain()
  }
  const commands = await checkCommands(world.pool, { ledger, fields, members: station.members })
  const diverged = await checkParts(server.address, fields, wire)
  for (const field of fields) await field.close()
  return {
    ...commands,
    commands: commands.accepted + desk,
    entered: ledger.size,
    refused,
    outOfOrder: [...wire.outOfOrder],
    stumbled: [...wire.stumbled],
    diverged,
  }
}

/** The desk revokes the last one's phone, whatever is on it. */
async function revoke({ desk, members }: Station): Promise<void> {
  const memberId = members.at(-1)?.id ?? ''
  const { rows } = await insisting(() => desk.get('/devices', { query: { memberId } }))
  const id = newId()
  for (const device of rows) {
    await insisting(() => desk.post('/devices/{id}/revocations', { path: { id: device.id }, body: { id } }))
  }
}
