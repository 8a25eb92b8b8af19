import type { Pool } from 'pg'
import type { Context } from '../../platform/context.ts'
import type { Database } from '../../platform/db/connection.ts'
import { type Keys, matterMaker } from '../../platform/secrets/index.ts'
import { createAccounts, randomPassword } from '../accounts/index.ts'
import { judgeStation } from '../duties/index.ts'
import { searchGrams } from '../places/index.ts'
import { createDefaultPolicy } from '../policies/index.ts'
import { createStation } from '../stations/index.ts'
import { createDefaultStreaks } from '../streaks/index.ts'
import { holdAppointments } from './appointments.ts'
import { inventDecisions, inventIncidents, inventVisits, type TierChange, tiersOf } from './history.ts'
import { enterMatters, type MatterMember } from './matters.ts'
import { invitePeople, type Person } from './people.ts'
import { buildPlaces, cutSegments, type DemoPlace, layLines } from './places.ts'
import { createRandom, type Random } from './random.ts'
import * as rows from './rows.ts'
import { reconciliationRows, streakStartRows } from './streaks.ts'
import { communityNames, divisionsValidOn, layVillages, readDivisions } from './town.ts'
import { insertRows } from './write.ts'

export type DemoOptions = {
  readonly places: number
  readonly days: number
  readonly seed: number
  readonly stationName: string
  readonly now: Date
  readonly progress?: (done: number, total: number) => void
}

export type DemoSignIn = { readonly role: string; readonly userName: string; readonly password: string }

type Machine = { readonly db: Database; readonly pool: Pool; readonly keys: Keys }

const dayMs = 24 * 3600 * 1000
/** One of these in a hundred places has a telephone number on file; all numbers are from no range in use. */
const contactShare = 0.3

/**
 * Makes the demonstration station: the real town's villages, everything else invented from a fixed seed, ending now.
 * Answers whom one may sign in as; the passwords are made at random and kept nowhere else.
 */
export async function loadDemo(machine: Machine, options: DemoOptions): Promise<readonly DemoSignIn[]> {
  const random = createRandom(options.seed)
  const ofStreaks = createRandom(options.seed + 1)
  const nowMs = options.now.getTime()
  const startMs = nowMs - options.days * dayMs
  const stationId = random.id(startMs)
  const divisions = readDivisions()
  const villages = layVillages(divisions, random)
  const people = invitePeople(villages.length, startMs, random)
  const lines = layLines(startMs, random)
  const town: rows.Town = {
    stationId,
    startMs,
    villages: villages.map((village) => ({ ...village, id: random.id(startMs) })),
    communities: communityNames.map((name) => ({ name, id: random.id(startMs) })),
    people,
    lines,
    places: [
      ...buildPlaces(options.places, villages, startMs, random),
      ...cutSegments(lines, villages, startMs, random),
    ],
    officerOf: (village) => pickFrom(byRole(people, 'officer'), village),
  }

  const chief = pickFrom(byRole(people, 'chief'), 0)
  await machine.db.transaction().execute(async (tx) => {
    await createStation(tx, machine.keys, {
      id: stationId,
      name: options.stationName,
      divisionCode: '370502102',
      demo: true,
      // no number of a town begins with 0: whoever tries the button reaches nobody
      settings: { dutyPhone: '0546-0000000' },
      createdAt: new Date(startMs),
      epoch: random.id(startMs),
    })
  })
  const put = (table: string, made: readonly Readonly<Record<string, unknown>>[]) =>
    insertRows(machine.pool, table, made)
  await machine.pool.query(
    `insert into division (code, valid_on, name, level, parent_code)
     select code, $2, name, level, "parentCode" from jsonb_to_recordset($1) as d(code text, name text, level text, "parentCode" text)
     on conflict do nothing`,
    [JSON.stringify(divisions), divisionsValidOn],
  )
  await put('member', rows.memberRows(town))
  await machine.db
    .transaction()
    .execute((tx) =>
      createDefaultPolicy(
        tx,
        { id: stationId, createdOn: new Date(startMs + 8 * 3600 * 1000).toISOString().slice(0, 10) },
        { memberId: chief.id, at: new Date(startMs), newId: () => random.id(startMs) },
      ),
    )
  const streakIds = await machine.db
    .transaction()
    .execute((tx) =>
      createDefaultStreaks(
        tx,
        { id: stationId, festivalLastDay: 7 },
        { memberId: chief.id, at: new Date(startMs), newId: () => ofStreaks.id(startMs) },
      ),
    )
  await put('line', rows.lineRows(town))
  await put('line_post', rows.postRows(town))

  const history = inventHistory(town, nowMs, random)
  await put(
    'place',
    rows.placeRows(town, history.tiers, searchGrams, () => confirmedOn(nowMs, random)),
  )
  await put('place_event', rows.placeEventRows(town, random))
  await put('place_fact', rows.factRows(town, random))
  await put('responsibility', rows.responsibilityRows(town, random))
  await put('member_area', rows.areaRows(town, random))
  await put('shift', rows.shiftRows(town, nowMs, random))
  await put('incident', rows.incidentRows(town, history.incidents))
  await put('incident_review', rows.reviewRows(town, history.incidents))
  await put('red_review', rows.redReviewRows(town, history.incidents))
  await put('streak_start', streakStartRows(town, streakIds, chief, ofStreaks))
  const two = [pickFrom(byRole(people, 'officer'), 0), pickFrom(byRole(people, 'deputy'), 0)] as const
  await put('reconciliation', reconciliationRows(town, history.incidents, nowMs, two, ofStreaks))
  await put('tier_proposal', rows.proposalRows(town, history.decisions))
  await put('tier_change', rows.tierChangeRows(town, [...history.tiers.values()].flat()))
  await writeContacts(machine, town, random)
  await writeVisits(town, history.tiers, nowMs, random, put)
  await writeMatters(machine, options, town, nowMs, random)
  await machine.pool.query('analyze')
  const job = {
    station: { id: stationId, name: options.stationName, timeZone: 'Asia/Shanghai', demo: true },
    db: machine.db,
    keys: machine.keys,
    now: () => options.now,
    newId: () => random.id(nowMs),
    requestId: 'demo',
    address: 'local',
  }
  await judgeStation(job, (done) =>
    options.progress?.(done, town.places.length + town.villages.length + town.communities.length),
  )
  return openAccounts(machine, stationId, people)
}

function inventHistory(town: rows.Town, nowMs: number, random: Random) {
  const police = town.people.filter(({ role }) => role === 'officer' || role === 'auxiliary')
  const leaders = town.people.filter(({ role }) => role === 'chief' || role === 'instructor' || role === 'deputy')
  const incidents = inventIncidents(town.places, { fromMs: town.startMs, nowMs }, police, leaders, random)
  const troubled = new Set(incidents.map(({ place }) => place.id))
  const quiet = town.places.filter(({ id, vacant }) => !troubled.has(id) && !vacant)
  const decisions = inventDecisions(quiet, nowMs, { officers: byRole(town.people, 'officer'), leaders }, random)
  const incidentsOf = Map.groupBy(incidents, ({ place }) => place.id)
  const decisionsOf = Map.groupBy(decisions, ({ placeId }) => placeId)
  const tiers = new Map(
    town.places.map((place) => [
      place.id,
      tiersOf(place, town.startMs, incidentsOf.get(place.id) ?? [], decisionsOf.get(place.id) ?? [], random),
    ]),
  )
  return { incidents, decisions, tiers }
}

/** Visits are written as they are invented, place by place: two million of them need no memory of their own. */
async function writeVisits(
  town: rows.Town,
  tiers: ReadonlyMap<string, readonly TierChange[]>,
  nowMs: number,
  random: Random,
  put: (table: string, made: readonly Readonly<Record<string, unknown>>[]) => Promise<void>,
): Promise<void> {
  const police = town.people.filter(({ role }) => role === 'officer' || role === 'auxiliary')
  const volunteerOf = new Map(
    town.people.filter(({ role }) => role === 'volunteer').map((person) => [person.village, person]),
  )
  let batch: Readonly<Record<string, unknown>>[] = []
  for (const place of town.places) {
    const owner = town.officerOf(place.village)
    const visits = inventVisits(
      place,
      tiers.get(place.id) ?? [],
      nowMs,
      { police, owner, volunteer: volunteerOf.get(place.village) },
      random,
    )
    batch.push(...rows.visitRows(town.stationId, visits))
    if (batch.length < 10_000) continue
    await put('visit', batch)
    batch = []
  }
  await put('visit', [...batch, ...rows.roundRows(town, nowMs, random)])
}

/** Findings and what became of them, entered by the commands that members use. */
async function writeMatters(machine: Machine, options: DemoOptions, town: rows.Town, nowMs: number, random: Random) {
  const station = { id: town.stationId, name: options.stationName, timeZone: 'Asia/Shanghai', demo: true }
  const asMember = ({ id, name }: Person, role: MatterMember['role']): MatterMember => ({ id, name, role })
  const villageOf = new Map(town.people.map(({ id, village }) => [id, village]))
  const chief = asMember(pickFrom(byRole(town.people, 'chief'), 0), 'chief')
  const places = town.villages.flatMap(({ id }, index) => {
    const reporter = town.people.find(({ role, village }) => role === 'volunteer' && village === index)
    return reporter ? [{ id, reporter: asMember(reporter, 'volunteer') }] : []
  })
  const officers = byRole(town.people, 'officer').map((officer) => asMember(officer, 'officer'))
  const context = ({ id, name, role }: MatterMember, atMs: number): Context => {
    const village = villageOf.get(id)
    const villageIds = village === null || village === undefined ? [] : [pickFrom(town.villages, village).id]
    return {
      actor: { memberId: id, name, role, villageIds, lineIds: [], leadsShift: false, standsInFor: [] },
      station,
      scope: role === 'volunteer' ? 'village' : 'station',
      permission: 'finding.enter',
      db: machine.db,
      keys: machine.keys,
      now: () => new Date(atMs),
      newId: () => random.id(atMs),
      requestId: 'demo',
      address: 'local',
    }
  }
  const { pick, id } = random
  await machine.db
    .transaction()
    .execute((tx) => enterMatters(tx, { places, officers, chief, nowMs, days: options.days, pick, id, context }))
  if (options.days < 20) return
  await holdAppointments({ places, officer: pickFrom(officers, 0), chief, nowMs, id, context })
}

async function writeContacts(machine: Machine, town: rows.Town, random: Random): Promise<void> {
  const shops = town.places.filter(({ segment, vacant }) => !segment && !vacant && random.chance(contactShare))
  const made = shops.map((place) => rows.inventContact(place, random))
  const seal = await matterMaker(machine.db, {
    station: { id: town.stationId, name: '', timeZone: '', demo: true },
    keys: machine.keys,
  })
  for (let start = 0; start < made.length; start += 1000) {
    const sealed = made.slice(start, start + 1000).map((contact) => ({ contact, matter: seal(contact.matterId) }))
    await insertRows(
      machine.pool,
      'matter_key',
      sealed.map(({ matter }) => ({
        station_id: town.stationId,
        matter_id: matter.id,
        wrapped_key: `\\x${matter.wrapped.toString('hex')}`,
        created_at: new Date(town.startMs).toISOString(),
      })),
    )
    await insertRows(
      machine.pool,
      'place_contact',
      sealed.map(({ contact, matter }) =>
        rows.contactRow(town, contact, matter.seal(JSON.stringify({ name: contact.name, phone: contact.phone }))),
      ),
    )
  }
}

async function openAccounts(
  machine: Machine,
  stationId: string,
  people: readonly Person[],
): Promise<readonly DemoSignIn[]> {
  const withAccount = people.flatMap(({ id, role, userName }) =>
    userName ? [{ stationId, memberId: id, role, userName, password: randomPassword() }] : [],
  )
  const shown = withAccount.filter(
    ({ userName }, index) =>
      withAccount.findIndex(({ role }) => role === withAccount[index]?.role) === index || userName === 'minjing2',
  )
  await createAccounts(machine.db, shown)
  return shown.map(({ role, userName, password }) => ({ role, userName, password }))
}

/** Base data were confirmed in the last three months at most places, longer ago at the others. */
function confirmedOn(nowMs: number, random: Random): string {
  const daysAgo = random.chance(0.83) ? random.between(1, 85) : random.between(95, 300)
  return rows.day(nowMs - daysAgo * dayMs)
}

const byRole = (people: readonly Person[], role: Person['role']): readonly Person[] =>
  people.filter((person) => person.role === role)

function pickFrom<T>(from: readonly T[], index: number): T {
  const picked = from[index % from.length]
  if (picked === undefined) throw new Error('nothing to pick from')
  return picked
}

export type { DemoPlace }
