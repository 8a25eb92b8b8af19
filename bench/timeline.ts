import pg from 'pg'
import type { Bench } from './bench.ts'
import { percentile } from './bench.ts'
import { makeData } from './data.ts'
import { closedLoop, mustBeOk } from './load.ts'
import { type Machine, startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { callers, officersOf, placesOf } from './visiting.ts'

const clients = 4
/** As the console asks for it. */
const rowsAPage = 40

/** The first page of the timeline of a place where very much happened, of every kind. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 60 : 600)
    const events = options.quick ? 500 : 5000
    const days = options.quick ? 60 : 730
    const data = await makeData({ places, days }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        const [station] = data.stations
        const [placeId = ''] = await placesOf(machine, station)
        await makeEventful(machine, station.id, placeId, events)
        const people = await callers(machine, officersOf(station), clients)
        const path = `/api/v1/places/${placeId}/timeline?limit=${rowsAPage}`
        const reads = people.map(({ connection, cookie }) => async () => {
          const { rows } = JSON.parse(mustBeOk(await connection.send({ method: 'GET', path, cookie })).body)
          if (rows.length < rowsAPage) throw new Error('a short timeline measures nothing')
        })
        await closedLoop(reads, options.quick ? 0.3 : 3)
        const runs: number[] = []
        for (let run = 0; run < options.runs; run++) {
          const before = await machine.processorTime()
          const { ms } = await closedLoop(reads, options.quick ? 0.5 : 5)
          const p95 = percentile(ms, 0.95)
          runs.push(p95)
          options.say(`p95 ${p95.toFixed(1)} ms, ${perThing(before, await machine.processorTime(), ms.length)}`)
        }
        const size = { places, events, clients, rowsAPage }
        return [{ bench: 'timeline', unit: 'ms', better: 'lower', target: 40, runs, size }]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

/**
 * Of ten events four are visits, four entries of follow-ups, one a fact, one an incident; spread over the past two years. Beside
 * them a targeted check for every hundred, planned and done.
 */
async function makeEventful(machine: Machine, stationId: string, placeId: string, events: number): Promise<void> {
  const client = new pg.Client({ connectionString: machine.databaseUrl })
  await client.connect()
  const tenth = Math.floor(events / 10)
  const at = `timestamptz '${machine.now().toISOString()}' - n * interval '2 years' / $3`
  const officer = `(select id from member where station_id = $1 and role = 'officer' order by id limit 1)`
  const make = (statement: string, count: number) => client.query(statement, [stationId, placeId, count])
  try {
    await make(
      `insert into visit (station_id, id, place_id, kind, at, received_at, outcome, note, participants, roles_present, recorded_by)
       select $1, uuidv7(), $2, 'patrol', ${at}, ${at}, 'met', '店内正常', array[${officer}], array['officer'], ${officer}
       from generate_series(1, $3::int) n`,
      4 * tenth,
    )
    await make(
      `insert into incident (station_id, id, category, occurred_at, place_id, source, reported_by, reported_at, status)
       select $1, uuidv7(), 'other', ${at}, $2, '110', ${officer}, ${at}, 'rejected' from generate_series(1, $3::int) n`,
      tenth,
    )
    await make(
      `insert into place_fact (station_id, id, place_id, key, value, confirmed_on, recorded_at, recorded_by)
       select $1, uuidv7(), $2, 'camera', 'true', (${at})::date, ${at}, ${officer} from generate_series(1, $3::int) n`,
      tenth,
    )
    await makeFollowUps(make, at, officer, tenth)
    await makeChecks(make, at, officer, Math.floor(events / 100))
    await client.query(
      `vacuum (analyze) visit, incident, place_fact, follow_up, follow_up_entry, follow_up_member, targeted_check, targeted_check_place`,
    )
  } finally {
    await client.end()
  }
}

async function makeChecks(
  make: (statement: string, count: number) => Promise<unknown>,
  at: string,
  officer: string,
  count: number,
): Promise<void> {
  await make(
    `with list as (
       insert into checklist (station_id, id, title, version, created_at, created_by)
       select $1, uuidv7(), '消防', 1, now(), ${officer} returning id),
     version as (
       insert into checklist_version (station_id, checklist_id, version, title, content, questions, source, made_at, made_by)
       select $1, id, 1, '消防', '{"title": "消防", "items": []}', 0, 'app', now(), ${officer} from list returning checklist_id),
     made as (select uuidv7() as id, uuidv7() as visit_id, ${at} as at, n from generate_series(1, $3::int) n),
     keyed as (insert into matter_key (station_id, matter_id, created_at) select $1, id, at from made),
     visited as (
       insert into visit (station_id, id, place_id, kind, at, received_at, outcome, participants, roles_present, recorded_by)
       select $1, visit_id, $2, 'targeted', at, at, 'inspected', array[${officer}], array['officer'], ${officer} from made),
     planned as (
       insert into targeted_check (station_id, id, title, planned_on, checklist_id, checklist_version, state, places, done,
         planned_at, planned_by)
       select $1, made.id, '消防', made.at::date, version.checklist_id, 1, 'complete', 1, 1, made.at, ${officer} from made, version)
     insert into targeted_check_place (station_id, check_id, place_id, no, state, checked_at, completed_at, completed_by,
       visit_id, paper_year, paper_number)
     select $1, id, $2, 1, 'complete', at, at, ${officer}, visit_id, 2000, n from made`,
    count,
  )
}

/** Each with four entries: opened, accepted, worked, settled. */
async function makeFollowUps(
  make: (statement: string, count: number) => Promise<unknown>,
  at: string,
  officer: string,
  count: number,
): Promise<void> {
  await make(
    `with made as (select uuidv7() as id, ${at} as at from generate_series(1, $3::int) n),
     keyed as (insert into matter_key (station_id, matter_id, created_at) select $1, id, at from made),
     opened as (
       insert into follow_up (station_id, id, standing, version, subject, urgency, place_id, state, owner_id, opened_at, changed_at, closed_at)
       select $1, id, jsonb_build_object('reporterIds', jsonb_build_array(${officer}), 'handlerIds', jsonb_build_array(${officer})),
         4, 'hazard', 'ordinary', $2, 'confirmed', ${officer}, at, at, at from made)
     insert into follow_up_entry (station_id, follow_up_id, version, id, kind, at, received_at, by, place_id, details)
     select $1, made.id, step.version, uuidv7(), step.kind, made.at + step.version * interval '1 hour', made.at, ${officer}, $2,
       case when step.kind = 'opened' then jsonb_build_object('subject', 'hazard', 'urgency', 'ordinary', 'ownerId', ${officer},
         'source', 'visit', 'reporterId', ${officer}, 'residentAsked', false) else '{}' end
     from made, (values (1, 'opened'), (2, 'accepted'), (3, 'worked'), (4, 'settled')) step (version, kind)`,
    count,
  )
}
