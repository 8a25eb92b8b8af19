import { randomUUIDv7 } from 'node:crypto'
import pg from 'pg'
import { mustBeOk } from './load.ts'
import type { Machine } from './machine.ts'
import type { Caller } from './visiting.ts'

export type FollowUpGrowth = {
  readonly stationId: string
  readonly placeIds: readonly string[]
  readonly followUps: number
  readonly entriesEach: number
  /** Of a hundred, how many stand open. */
  readonly openPercent: number
}

const kinds = ['dispute', 'hazard', 'tip', 'need'] as const
const templates = 40

/**
 * Fills a station with follow-ups: some are entered as the desk does, the others are copies of them with times, places
 * and states of their own. What a copy says lies under a key that does not fit it: lists read no words.
 */
export async function growFollowUps(machine: Machine, [desk, ...others]: readonly Caller[], growth: FollowUpGrowth) {
  if (!desk) throw new Error('nobody at the desk')
  for (let n = 0; n < templates; n++) await enter(desk, growth.placeIds[n % growth.placeIds.length] ?? '', n)
  const owners = [desk, ...others].map(({ person }) => person.memberId)
  const client = new pg.Client({ connectionString: machine.databaseUrl })
  await client.connect()
  try {
    for (const { text, values } of statements(growth, owners, machine.now())) await client.query(text, values)
    await client.query('vacuum (analyze) follow_up')
    await client.query('vacuum (analyze) follow_up_entry')
    await client.query('analyze follow_up_member')
  } finally {
    await client.end()
  }
}

async function enter({ connection, cookie, now }: Caller, placeId: string, n: number): Promise<void> {
  const body = {
    kind: kinds[n % kinds.length],
    urgency: n % 5 === 0 ? 'urgent' : 'ordinary',
    source: { kind: 'call' },
    placeId,
    at: now().toISOString(),
    words: '村民来电反映的情况',
    asker: {},
  }
  mustBeOk(await connection.send({ method: 'PUT', path: `/api/v1/findings/${randomUUIDv7()}`, cookie, body }))
}

/** Copies with their keys, entries and owners; each statement has the station first. */
function statements(growth: FollowUpGrowth, owners: readonly string[], now: Date) {
  const { stationId, placeIds, followUps, entriesEach, openPercent } = growth
  return [
    {
      text: `create temporary table copy as
        select f.id as template, n, gen_random_uuid() as id, n % 100 < $2::int as open, o.id as owner_id, p.id as place_id,
          p.village_id, $3::timestamptz - (n % 1500) * interval '17 hours' as opened,
          $3::timestamptz + (n / 100 % 400 - 40) * interval '1 hour' as due
        from generate_series(1, $4::int) n
        join (select id, row_number() over (order by id) as no, count(*) over () as all from follow_up where station_id = $1) f
          on f.no = n % f.all + 1
        join unnest($5::uuid[]) with ordinality o (id, no) on o.no = n % cardinality($5::uuid[]) + 1
        join unnest($6::uuid[]) with ordinality q (id, no) on q.no = n % cardinality($6::uuid[]) + 1
        join place p on p.station_id = $1 and p.id = q.id`,
      values: [stationId, openPercent, now, followUps, owners, placeIds],
    },
    {
      text: `insert into matter_key (station_id, matter_id, wrapped_key, created_at)
        select $1, c.id, k.wrapped_key, c.opened from copy c join matter_key k on k.station_id = $1 and k.matter_id = c.template`,
      values: [stationId],
    },
    {
      text: `insert into follow_up (station_id, id, standing, version, subject, urgency, topic, place_id, village_id, state,
          owner_id, opened_at, changed_at, clock, due_at, runs_out_at, acts, overdue_from, closed_at)
        select $1, c.id, f.standing, $2::int, f.subject, f.urgency, f.topic, c.place_id, c.village_id,
          case when c.open then (array['open', 'accepted', 'working', 'settled'])[c.n / 100 % 4 + 1] else 'confirmed' end,
          c.owner_id, c.opened, c.opened + interval '1 day', case when c.open then 'settle' end, case when c.open then c.due end,
          case when c.open then c.due + interval '30 days' end, false, case when c.open then c.due end,
          case when c.open then null else c.opened + interval '3 days' end
        from copy c join follow_up f on f.station_id = $1 and f.id = c.template`,
      values: [stationId, entriesEach],
    },
    {
      text: `insert into follow_up_entry (station_id, follow_up_id, version, id, kind, at, received_at, by, place_id, details)
        select $1, c.id, v, gen_random_uuid(), case when v = 1 then 'opened' else 'worked' end, c.opened + v * interval '3 hours',
          c.opened + v * interval '3 hours', c.owner_id, c.place_id, '{"step": "other", "visitKind": null}'
        from copy c cross join generate_series(1, $2::int) v`,
      values: [stationId, entriesEach],
    },
    {
      text: `insert into follow_up_member (station_id, member_id, follow_up_id, handled) select $1, owner_id, id, true from copy`,
      values: [stationId],
    },
  ]
}
