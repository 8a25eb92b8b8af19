// A station with as many places and visits as asked for, made inside the database.
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import type { Secrets } from '../data-directory/secrets.ts'

export function newSecrets(): Secrets {
  const key = () => randomBytes(32).toString('base64')
  return { outerKey: key(), auditKey: key(), commandKey: key(), sessionSecret: key() }
}

export async function fillStation(pool: pg.Pool, size: { places: number; visits: number }): Promise<string> {
  const stationId = randomUUIDv7()
  const member = randomUUIDv7()
  await pool.query(
    `insert into station (station_id, name, wrapped_key, created_at) values ($1, '牛庄派出所', '\\x00ff5c', '2025-01-01')`,
    [stationId],
  )
  await pool.query(`insert into change_counter (station_id, epoch) values ($1, gen_random_uuid())`, [stationId])
  await pool.query(
    `insert into place (station_id, id, kind, name, search_grams, latitude, facts, created_at, created_by)
     select $1, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'shop', E'牛庄第' || n || E'号\\\\店\\t"新"\\n',
       array['牛庄', 'nz' || n % 100], 37.1 + n * 1e-7, jsonb_build_object('n', n), '2025-01-01', $2
     from generate_series(1, $3::int) as n`,
    [stationId, member, size.places],
  )
  // a place lies in a village, which is a place: rows that speak of each other
  await pool.query(
    `update place set village_id = '00000000-0000-7000-8000-000000000001' where station_id = $1 and facts ->> 'n' <> '1'`,
    [stationId],
  )
  await pool.query(
    `insert into visit (station_id, id, place_id, kind, at, received_at, outcome, participants, roles_present, recorded_by, note)
     select $1, gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex(1 + n % $3::int), 12, '0'))::uuid, 'patrol',
       timestamptz '2025-01-01' + n * interval '10 s', timestamptz '2025-01-01' + n * interval '10 s', 'met', array[$2::uuid],
       array['officer'], $2, case when n % 3 = 0 then '门窗完好，提醒夜间关好大门。' end
     from generate_series(1, $4::int) as n`,
    [stationId, member, size.places, size.visits],
  )
  await pool.query(
    `insert into tier_change (station_id, id, place_id, tier, rule, at, recorded_at)
     select $1, gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'green', 'otherwise', now(), now()
     from generate_series(1, 3)`,
    [stationId],
  )
  return stationId
}
