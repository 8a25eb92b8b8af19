import { type Api, ApiProblem, isUnanswered, newId } from '@sifang/client'
import type { Random } from '../attacks/random.fixture.ts'

export type Station = {
  readonly desk: Api
  readonly villageIds: readonly string[]
  readonly placeIds: readonly string[]
  /** Police first. */
  readonly members: readonly { readonly id: string; readonly role: string }[]
}

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** Until the server answers: it is killed now and then, and a command with its id may be sent again. */
export async function insisting<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isUnanswered(error.problem.status)) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Villages, places and members, as a chief enters them. */
export async function furnish(desk: Api, villages: number, placesEach: number): Promise<Station> {
  const villageIds: string[] = []
  const placeIds: string[] = []
  for (let n = 0; n < villages; n++) {
    const villageId = newId()
    await desk.put('/villages/{id}', { path: { id: villageId }, body: { name: `${n + 1}号村` } })
    villageIds.push(villageId)
    for (let m = 0; m < placesEach; m++) {
      const id = newId()
      await desk.put('/places/{id}', { path: { id }, body: { kind: 'shop', name: `${n + 1}-${m + 1}店`, villageId } })
      placeIds.push(id)
    }
  }
  return { desk, villageIds, placeIds, members: [] }
}

/** New members for a round: an officer, an auxiliary, and volunteers of one or two villages. */
export async function join(station: Station, count: number, random: Random): Promise<Station> {
  const members: { id: string; role: 'officer' | 'auxiliary' | 'volunteer' }[] = []
  for (let n = 0; n < count; n++) {
    const id = newId()
    const role = n === 0 ? 'officer' : n === 1 ? 'auxiliary' : 'volunteer'
    const villageIds = [...new Set([random.pick(station.villageIds), random.pick(station.villageIds)])]
    await station.desk.put('/members/{id}', { path: { id }, body: { name: `成员${id.slice(-4)}`, role, villageIds } })
    members.push({ id, role })
  }
  return { ...station, members }
}

/** Something that the desk does while phones are away. Refusals are the rules' own: a place may be closed already. */
export async function doAtDesk({ desk, placeIds, villageIds, members }: Station, random: Random): Promise<void> {
  const id = random.pick(placeIds)
  const entryId = newId()
  const at = { path: { id, entryId } }
  const reason = { body: { reason: '情况有变化' } }
  const version = async () => (await desk.get('/places/{id}', { path: { id } })).version
  const ways = [
    async () => {
      const body = { basedOn: await version(), name: `改名${entryId.slice(-6)}` }
      return desk.put('/places/{id}/corrections/{entryId}', { ...at, body })
    },
    async () => {
      const body = { basedOn: await version(), villageId: random.pick(villageIds) }
      return desk.put('/places/{id}/village-changes/{entryId}', { ...at, body })
    },
    () => desk.put('/places/{id}/closings/{entryId}', { ...at, ...reason }),
    () => desk.put('/places/{id}/reopenings/{entryId}', { ...at, ...reason }),
    () => desk.put('/places/{id}/reopenings/{entryId}', { ...at, ...reason }),
    () => {
      const body = { memberId: random.pick(members).id, fromDay: today() }
      return desk.put('/places/{id}/responsibilities/{entryId}', { ...at, body })
    },
    () => {
      const body = { fromDay: today(), villageIds: [random.pick(villageIds), random.pick(villageIds)], lineIds: [] }
      const path = { id: random.pick(members).id, entryId }
      return desk.put('/members/{id}/areas/{entryId}', {
        path,
        body: { ...body, villageIds: [...new Set(body.villageIds)] },
      })
    },
  ]
  const way = random.pick(ways)
  await insisting(way).catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.problem.status >= 500) throw error
  })
}
