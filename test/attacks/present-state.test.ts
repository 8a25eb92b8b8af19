import { dayOf } from '@sifang/domain/calendar'
import { findDue } from '@sifang/server/modules/duties/due-list'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage } from '../journeys/harness-verbs.ts'
import { type Random, randomFrom } from './random.fixture.ts'
import { readPresent, rebuildPresent } from './rebuild.fixture.ts'

type World = {
  readonly station: TestStation
  readonly people: readonly Person[]
  readonly leaders: readonly Person[]
  readonly placeIds: readonly string[]
  readonly visits: string[]
  readonly incidents: string[]
  readonly proposals: string[]
  readonly excusals: string[]
}

const hourMs = 3_600_000
const reason = '随机试验'

/** One command, right or wrong, as anybody might send it. */
function command(world: World, random: Random): Promise<Response> {
  const { station, people, leaders, placeIds, visits, incidents, proposals, excusals } = world
  const id = newId()
  const place = random.pick(placeIds)
  const person = random.pick(people)
  const leader = random.pick(leaders)
  const earlier = (hours: number) => new Date(station.clock.now().getTime() - random.below(hours) * hourMs)
  const dayFrom = (days: number) =>
    new Date(station.clock.now().getTime() + days * 24 * hourMs).toISOString().slice(0, 10)
  const ways: readonly (() => Promise<Response>)[] = [
    () => visitAt(earlier(3)),
    () => visitAt(earlier(3)),
    () => visitAt(earlier(72)),
    () => visitAt(earlier(24 * 25)),
    () => leader.send('POST', `/visits/${random.pick([...visits, id])}/voidings`, { id, reason }),
    () => leader.send('POST', `/visits/${random.pick([...visits, id])}/admissions`, { id }),
    () => person.send('PUT', `/places/${place}/closings/${id}`, { reason }),
    () => person.send('PUT', `/places/${place}/reopenings/${id}`, { reason }),
    () => person.send('PUT', `/places/${place}/reopenings/${id}`, { reason }),
    () =>
      person.send('PUT', `/places/${place}/facts/${id}`, {
        key: random.pick(['vacant', 'largeVehicleAccess']),
        value: random.next() < 0.5,
      }),
    () => {
      incidents.push(id)
      const where = { kind: 'place', placeId: place }
      return person.send('PUT', `/incidents/${id}`, {
        category: 'theft',
        occurredAt: earlier(50),
        where,
        source: '110',
      })
    },
    () => review('verified'),
    () => review('verified'),
    () => review('rejected'),
    () => leader.send('POST', `/places/${place}/red-reviews`, { id, reason }),
    () => {
      proposals.push(id)
      const tier = random.pick(['red', 'yellow', 'green'])
      return person.send('PUT', `/tier-proposals/${id}`, {
        placeId: place,
        tier,
        reason,
        lastDay: dayFrom(random.below(9)),
      })
    },
    () => decide(),
    () => decide(),
    () => askExcusal(),
    () => {
      const body = { id, verdict: random.pick(['approved', 'rejected']) }
      return leader.send('POST', `/excusals/${random.pick([...excusals, id])}/decisions`, body)
    },
    () =>
      leader.send('PUT', `/places/${place}/responsibilities/${id}`, {
        memberId: random.pick(people).id,
        fromDay: dayFrom(random.below(4)),
      }),
  ]
  return random.pick(ways)()

  function visitAt(at: Date): Promise<Response> {
    visits.push(id)
    const outcome = random.pick(['met', 'inspected', 'outside-look', 'failed'])
    const failure = outcome === 'failed' ? { failure: 'nobody-in' } : {}
    const kind = random.pick(['patrol', 'targeted'])
    return person.send('PUT', `/visits/${id}`, {
      placeId: place,
      kind,
      at,
      participants: [person.id],
      outcome,
      ...failure,
    })
  }
  function review(verdict: string): Promise<Response> {
    return leader.send('POST', `/incidents/${random.pick([...incidents, id])}/reviews`, { id, verdict, reason })
  }
  function decide(): Promise<Response> {
    const body = { id, verdict: random.next() < 0.8 ? 'approved' : 'rejected' }
    return leader.send('POST', `/tier-proposals/${random.pick([...proposals, id])}/decisions`, body)
  }
  async function askExcusal(): Promise<Response> {
    const { duties } = await readPresent({ db: station.machine.db, stationId: station.id, now: station.clock.now })
    const { placeId, lineId, period, periodStart } = random.pick(duties)
    excusals.push(id)
    return person.send('PUT', `/excusals/${id}`, { placeId, lineId, period, periodStart, reason })
  }
}

async function expectPresentIsRebuilt({ id, machine, clock }: TestStation): Promise<void> {
  const present = { db: machine.db, stationId: id, now: clock.now }
  expect(await readPresent(present)).toEqual(await rebuildPresent(present))
}

/** “Moving a place … moves its open duties”: whatever came first, none of those that run is somebody else's. */
async function expectOpenDutiesFollowTheirPlaces({ id, machine, clock }: TestStation): Promise<void> {
  const { rows } = await sql`
    select d.place_id, d.owner_id, p.owner_id as owner_of_place from duty d
    join place p on p.station_id = d.station_id and p.id = d.place_id
    where d.station_id = ${id} and d.state = 'open' and d.owner_id is distinct from p.owner_id
      and d.until >= ${dayOf(clock.now(), 'Asia/Shanghai')}::date`.execute(machine.db)
  expect(rows).toEqual([])
}

/** What the server keeps of a member's list is what would be read now. */
async function expectListsAreTrue({ station, people }: World): Promise<void> {
  const { machine, clock, id } = station
  const ctx = {
    db: machine.db,
    now: clock.now,
    scope: 'station' as const,
    actor: {
      memberId: people[0]?.id ?? '',
      name: '',
      role: 'chief' as const,
      villageIds: [],
      lineIds: [],
      leadsShift: false,
      standsInFor: [],
    },
    station: { id, name: '', timeZone: 'Asia/Shanghai', demo: false },
  }
  for (const person of people) {
    const { page } = await findDue(ctx, { ownerId: person.id, limit: 3 }, dayOf(clock.now(), ctx.station.timeZone))
    expect(await person.api.get('/duties', { query: { ownerId: person.id, limit: 3 } })).toEqual(page)
  }
}

const rounds = 6
const commandsPerRound = 25

describe('the present state is what the append-only facts make of it', () => {
  test.each([1, 2, 3])(
    'after random commands and days, seed %i',
    async (seed) => {
      const station = await startTestStation({ clock: '2025-01-27T10:00:00+08:00' })
      const random = randomFrom(seed)
      const [deputy, officer] = [await station.join('deputy'), await station.join('officer')]
      const village = await enterVillage(station.chief, '东营村')
      const kinds = ['shop', 'vacant-courtyard', 'warehouse', 'school'] as const
      const placeIds = [village]
      for (const kind of kinds)
        placeIds.push(await enterPlace(station.chief, village, `场所${kind}`, { kind, largeVehicleAccess: true }))
      const world: World = {
        station,
        people: [station.chief, deputy, officer],
        leaders: [station.chief, deputy],
        placeIds,
        visits: [],
        incidents: [],
        proposals: [],
        excusals: [],
      }
      const answers: number[] = []
      for (let round = 0; round < rounds; round++) {
        for (let sent = 0; sent < commandsPerRound; sent++) {
          answers.push((await command(world, random)).status)
          await expectListsAreTrue(world)
        }
        await expectPresentIsRebuilt(station)
        await expectOpenDutiesFollowTheirPlaces(station)
        station.clock.set(new Date(station.clock.now().getTime() + (1 + random.below(200)) * hourMs).toISOString())
        await station.runJobs()
        await expectPresentIsRebuilt(station)
      }
      expect(answers.filter((status) => status >= 500)).toEqual([])
      // enough of it was let in to mean something
      expect(answers.filter((status) => status === 200).length).toBeGreaterThan(answers.length / 3)
      await station.stop()
    },
    60_000,
  )
})
