import type { Context } from '@sifang/server/platform/context'
import { once } from '@sifang/server/platform/records/commands'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage } from '../journeys/harness-verbs.ts'

test('two paper lists of the same places, written in another order, are both entered', async () => {
  const station = await startTestStation()
  const { chief } = station
  const deputy = await station.join('deputy')
  const village = await enterVillage(chief, '东营村')
  const places: string[] = []
  for (let index = 0; index < 12; index++) places.push(await enterPlace(chief, village, `名单店${index}`))
  station.clock.set(new Date(station.clock.now().getTime() + 3_600_000).toISOString())
  const numbers: number[] = []
  for (let index = 0; index < 4; index++) {
    const made = await chief.send('PUT', `/round-lists/${newId()}`, { title: `名单${index}`, placeIds: places })
    numbers.push(JSON.parse(await made.text()).number)
  }
  const enter = (number: number, order: readonly string[]) =>
    (number % 2 ? chief : deputy).send('POST', `/round-lists/${number}/entries`, {
      id: newId(),
      kind: 'patrol',
      participants: [chief.id],
      rows: order.map((placeId) => ({
        id: newId(),
        placeId,
        at: station.clock.now().toISOString(),
        outcome: 'inspected',
      })),
    })
  const answers = await Promise.all(
    numbers.map((number, index) => enter(number, index % 2 ? places : places.toReversed())),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  await station.stop()
})

test('commands that waited for each other are both done, the one that the database ended at its next attempt', async () => {
  const station = await startTestStation()
  const village = await enterVillage(station.chief, '东营村')
  const places = [await enterPlace(station.chief, village, '甲店'), await enterPlace(station.chief, village, '乙店')]
  const bothHoldOne = barrier(2)
  const lockInOrder = (order: readonly string[]) =>
    once(contextOf(station), { id: newId(), body: order }, async (tx) => {
      for (const id of order) {
        await sql`select from place where station_id = ${station.id} and id = ${id} for update`.execute(tx)
        await bothHoldOne()
      }
      return { reply: { done: true }, changed: [] }
    })
  const replies = await Promise.all([lockInOrder(places), lockInOrder(places.toReversed())])
  expect(replies).toEqual([{ done: true }, { done: true }])
  await station.stop()
})

function contextOf({ id, machine, chief }: TestStation): Context {
  return {
    actor: {
      memberId: chief.id,
      name: chief.name,
      role: 'chief',
      villageIds: [],
      lineIds: [],
      leadsShift: false,
      standsInFor: [],
    },
    station: { id, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false },
    scope: 'station',
    permission: 'place.write',
    db: machine.db,
    keys: machine.keys,
    now: machine.now,
    newId: machine.newId,
    requestId: 'test',
    address: 'local',
  }
}

/** Opens, for good, when as many have come. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let come = 0
  return () => {
    come += 1
    if (come >= count) resolve()
    return promise
  }
}
