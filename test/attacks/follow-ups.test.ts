import {
  allowedNow,
  type ClockRules,
  clockEntriesUntil,
  type FollowUpEntry,
  followUpOf,
} from '@sifang/domain/follow-ups'
import { clockRulesFor, columnsOf, readEntries } from '@sifang/server/modules/follow-ups/index'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import { enterPlace, enterVillage } from '../journeys/harness-verbs.ts'
import { type EntryRow, escalatedTo, followUpByTheLetter, type Posts } from '../rules/follow-ups-by-the-letter.ts'
import { type Random, randomFrom } from './random.fixture.ts'

const commands = Number(process.env.FOLLOW_UP_COMMANDS ?? 10_000)
const atOnce = 20
const minuteMs = 60_000

type World = {
  readonly station: TestStation
  readonly people: readonly Person[]
  readonly placeIds: readonly string[]
  /** Follow-ups and findings as the replies named them, with the version last heard of. */
  readonly known: { readonly id: string; findingId: string; version: number }[]
  /** Who holds which post, as the world was made. */
  posts(villageId: string | null): Posts
}
type Sent = { readonly response: Response; readonly body: Readonly<Record<string, unknown>> }

async function makeWorld(): Promise<World> {
  const station = await startTestStation({ clock: '2025-02-01T09:00:00+08:00' })
  const villages = await Promise.all(['西隋村', '东张村', '王营村'].map((name) => enterVillage(station.chief, name)))
  const placeIds = [...villages]
  for (const villageId of villages) placeIds.push(await enterPlace(station.chief, villageId, '小宋五金店'))
  const roles = ['officer', 'officer', 'officer', 'officer', 'deputy', 'auxiliary', 'auxiliary'] as const
  const people = [station.chief]
  for (const role of roles) people.push(await station.join(role))
  for (let n = 0; n < 8; n++) people.push(await station.join('volunteer', { villageIds: [villages[n % 3] ?? ''] }))
  for (let n = 0; n < 2; n++) people.push(await station.join('cadre', { villageIds: villages }))
  for (let n = 0; n < 2; n++) people.push(await station.join('partner', { villageIds: villages }))
  const [, first, second, third, , deputy] = people.map(({ id }) => id)
  // 24 hours from 8:30 on: two officers in turn, led by the chief and by the deputy in turn; after 40 days nobody is named
  const days = Array.from({ length: 40 }, (_, n) => ({
    day: new Date(Date.UTC(2025, 1, 1 + n)).toISOString().slice(0, 10),
    basedOn: 0,
    dutyOfficerId: (n % 2 === 0 ? first : second) ?? '',
    shiftLeaderId: (n % 3 === 0 ? deputy : station.chief.id) ?? '',
  }))
  await station.chief.api.put('/roster/entries/{id}', { path: { id: newId() }, body: { days } })
  // the first village has a community officer, the others' owner is the chief
  const community = { memberId: third ?? '', fromDay: '2025-02-01' }
  for (const placeId of villages.slice(0, 1))
    await station.chief.api.put('/places/{id}/responsibilities/{entryId}', {
      path: { id: placeId, entryId: newId() },
      body: community,
    })
  const posts =
    (villageId: string | null): Posts =>
    (at) => {
      const shift = days[Math.floor((at - Date.parse('2025-02-01T08:30:00+08:00')) / (24 * 60 * minuteMs))]
      return {
        communityOfficer: villageId === villages[0] ? community.memberId : null,
        dutyOfficer: shift?.dutyOfficerId ?? null,
        shiftLeader: shift?.shiftLeaderId ?? null,
        chief: station.chief.id,
        deputies: [deputy ?? ''],
      }
    }
  return { station, people, placeIds, known: [], posts }
}

/** A finding, or an entry on a follow-up that was seen a moment or long ago, by anybody: many are refused. */
async function send(world: World, random: Random): Promise<Sent> {
  const { station, people, placeIds, known } = world
  const id = newId()
  const person = random.pick(people)
  if (known.length === 0 || random.next() < 0.12) return entered()
  const met = random.next() < 0.6 ? random.pick(known.slice(-12)) : random.pick(known)
  const seen = Math.max(1, met.version - (random.next() < 0.2 ? random.below(3) : 0))
  const other = random.pick(known)
  const ways = [
    ...['accepted', 'settled', 'reopened'].map((kind) => () => append({ kind })),
    () => append({ kind: 'worked', step: random.pick(['cadre-contacted', 'on-the-scene', 'other']) }),
    () => append({ kind: 'transferred', ownerId: random.pick(people).id }),
    () =>
      append({ kind: 'escalated', post: random.pick(['community-officer', 'duty-officer', 'shift-leader', 'chief']) }),
    () => append({ kind: 'promised', settleBy: random.pick(['2025-02-03', '2025-02-20', '2025-01-01']) }),
    () => append({ kind: 'told', to: asker() }),
    () => append({ kind: 'told', to: asker() }),
    () => append({ kind: random.pick(['confirmed', 'unhappy']), from: asker() }),
    () => post(`/follow-ups/${met.id}/merges`, { id, basedOn: seen, intoId: other.id, intoBasedOn: other.version }),
    () => post(`/findings/${met.findingId}/corrections`, { id, basedOn: seen, ...seenThing() }),
  ]
  return random.pick(ways)()

  function asker(): string {
    return random.next() < 0.4 ? 'resident' : random.pick(people).id
  }
  function seenThing() {
    return { kind: random.pick(['dispute', 'hazard', 'need', 'tip']), urgency: random.pick(['urgent', 'ordinary']) }
  }
  function append(step: object): Promise<Sent> {
    const words = random.next() < 0.5 ? { words: '随机试验' } : {}
    return post(`/follow-ups/${met.id}/entries`, { id, basedOn: seen, step, ...words })
  }
  async function post(path: string, body: object): Promise<Sent> {
    const response = await person.send('POST', path, body)
    return { response, body: (await response.json()) as Sent['body'] }
  }
  async function entered(): Promise<Sent> {
    const asked = random.next() < 0.4 ? { asker: { name: '吴大娘' } } : {}
    const source = { kind: 'message' }
    const at = new Date(station.clock.now().getTime() - random.below(90) * minuteMs)
    const body = { ...seenThing(), source, placeId: random.pick(placeIds), at, words: '随机试验', ...asked }
    const response = await person.send('PUT', `/findings/${id}`, body)
    return { response, body: (await response.json()) as Sent['body'] }
  }
}

test(`after ${commands} random commands by ${atOnce} people at once every present state is what its entries come to`, async () => {
  const world = await makeWorld()
  const { station, known } = world
  try {
    const random = randomFrom(20250201)
    const versions = new Set<string>()
    let kept = 0
    for (let sent = 0; sent < commands; sent += atOnce) {
      const answers = await Promise.all(Array.from({ length: atOnce }, () => send(world, random)))
      for (const { response, body } of answers) {
        expect(response.status, JSON.stringify(body)).toBeLessThan(500)
        if (response.status !== 200) continue
        kept += 1
        const id = String(body.followUpId ?? body.id)
        const version = Number(body.version)
        // no two entries that were both let in made the same version
        expect(versions.has(`${id} ${version}`)).toBe(false)
        versions.add(`${id} ${version}`)
        const standing = known.find((one) => one.id === id)
        if (!standing) known.push({ id, findingId: String(body.id), version })
        else {
          standing.version = Math.max(version, standing.version)
          if (body.followUpId) standing.findingId = String(body.id)
        }
      }
      if (sent % 400 === 0) {
        station.clock.set(new Date(station.clock.now().getTime() + random.below(600) * minuteMs).toISOString())
        if (sent % 2000 === 0) await station.runJobs()
      }
    }
    expect(kept).toBeGreaterThan(commands / 20)
    await station.runJobs()
    await expectRebuilt(station)
    await expectByTheLetter(world)
    await expectReachable(station)
  } finally {
    await station.stop()
  }
}, 900_000)

type Kept = Readonly<Record<string, unknown>> & { readonly id: string; readonly villageId: string | null }

async function expectRebuilt({ id: stationId, machine, clock }: TestStation): Promise<void> {
  const { rows } = await sql<Kept>`select * from follow_up where station_id = ${stationId} order by id`.execute(
    machine.db,
  )
  expect(rows.length).toBeGreaterThan(commands / 200)
  const ctx = { station: { id: stationId, name: '', timeZone: 'Asia/Shanghai', demo: false }, now: clock.now }
  for (const row of rows) {
    const entries = await readEntries(machine.db, stationId, row.id)
    const followUp = followUpOf(entries)
    const rules = await clockRulesFor(ctx, machine.db, row.villageId, followUp.openedAt)
    expectInOrder(entries, rules, clock.now().getTime())
    const { standing, ...columns } = columnsOf(followUp, rules)
    expect(row.standing).toEqual(JSON.parse(standing))
    expect(row).toMatchObject(columns)
    const members = await sql<{ memberId: string; reported: boolean; handled: boolean }>`
      select member_id, reported, handled from follow_up_member
      where station_id = ${stationId} and follow_up_id = ${row.id} order by member_id`.execute(machine.db)
    const all = [...new Set([...followUp.reporterIds, ...followUp.handlerIds])].toSorted()
    expect(members.rows).toEqual(
      all.map((memberId) => ({
        memberId,
        reported: followUp.reporterIds.includes(memberId),
        handled: followUp.handlerIds.includes(memberId),
      })),
    )
  }
}

/** And it is what the text says, read by nothing of the code that wrote it: whose it is, how it stands, and what is next. */
async function expectByTheLetter({ station: { id: stationId, machine, chief }, posts }: World): Promise<void> {
  const { rows } = await sql<Kept>`
    select f.*, p.owner_id as place_owner_id from follow_up f join place p on p.station_id = f.station_id and p.id = f.place_id
    where f.station_id = ${stationId} order by f.id`.execute(machine.db)
  for (const row of rows) {
    const { rows: entries } = await sql<EntryRow>`
      select kind, at, received_at, by, details from follow_up_entry
      where station_id = ${stationId} and follow_up_id = ${row.id} order by version`.execute(machine.db)
    const holders = posts(row.villageId)
    expect(row, row.id).toMatchObject(followUpByTheLetter(entries, holders))
    for (const entry of entries) {
      const { ownerId, urgency } = entry.details
      if (entry.kind === 'escalated') expect(ownerId).toBe(escalatedTo(entry, holders))
      if (entry.kind !== 'opened') continue
      const onDuty = urgency === 'urgent' ? holders(entry.receivedAt.getTime()).dutyOfficer : null
      expect(ownerId).toBe(onDuty ?? row.placeOwnerId ?? chief.id)
    }
  }
}

/**
 * Each entry stands where it was known, was allowed on what stood before it, and each clock's is there exactly once: what
 * ran out before it was written before it, and nothing that did not run out was written.
 */
function expectInOrder(entries: readonly FollowUpEntry[], rules: ClockRules, now: number): void {
  for (const [index, entry] of entries.entries()) {
    if (entry.kind === 'opened') {
      expect(index).toBe(0)
      continue
    }
    const before = followUpOf(entries.slice(0, index))
    const { receivedAt } = entry
    expect(receivedAt).toBeGreaterThanOrEqual(before.changedAt)
    if (entry.by === null) {
      expect(clockEntriesUntil(before, rules, receivedAt + 1)[0]).toEqual(entry)
    } else {
      expect(clockEntriesUntil(before, rules, receivedAt)).toEqual([])
      expect(allowedNow(before)).toContain(entry.kind)
    }
  }
  expect(clockEntriesUntil(followUpOf(entries), rules, now)).toEqual([])
}

/** Every finding is reached from its follow-up, and every follow-up has one owner and, until it is closed, one next date. */
async function expectReachable({ id: stationId, machine }: TestStation): Promise<void> {
  const lost = await sql`
    select from finding f where f.station_id = ${stationId} and not exists (
      select from follow_up_entry e where e.station_id = f.station_id and e.follow_up_id = f.follow_up_id
        and e.kind in ('opened', 'corrected') and (e.details ->> 'findingId')::uuid = f.id)`.execute(machine.db)
  expect(lost.rows).toHaveLength(0)
  const { rows } = await sql`
    select from follow_up f left join member m on m.station_id = f.station_id and m.id = f.owner_id
    where f.station_id = ${stationId} and (m.id is null or (f.due_at is null) = (f.closed_at is null))`.execute(
    machine.db,
  )
  expect(rows).toHaveLength(0)
  const tips = await sql`
    select from follow_up f join member m on m.station_id = f.station_id and m.id = f.owner_id
    where f.station_id = ${stationId} and f.subject = 'tip' and f.closed_at is null and m.role in ('volunteer', 'cadre', 'partner')`.execute(
    machine.db,
  )
  expect(tips.rows).toHaveLength(0)
  const gaps = await sql`
    select from follow_up f where f.station_id = ${stationId} and f.version <> (
      select count(*) from follow_up_entry e where e.station_id = f.station_id and e.follow_up_id = f.id)`.execute(
    machine.db,
  )
  expect(gaps.rows).toHaveLength(0)
}
