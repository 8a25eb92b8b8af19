import pg from 'pg'

/** Of a hundred calls; “110 also carries calls for help” (DOMAIN.md §8). From theft on they break a streak when verified. */
const inHundred = {
  'call-for-help': 26,
  traffic: 20,
  other: 14,
  theft: 18,
  fraud: 10,
  violence: 5,
  'property-damage': 3,
  gambling: 2,
  fire: 2,
} as const

export type TwentyYears = {
  readonly incidents: number
  /** Of them, those of categories that break some streak. */
  readonly breaking: number
  readonly streaks: number
  readonly months: number
}

type Span = { readonly from: string; readonly to: string; readonly incidents: number }

/**
 * Fills a station's last twenty years: calls with their reviews, the register of each month as sifang has it, streaks of
 * lines and villages beside those of a new station, all starting with the first year.
 */
export async function fillTwentyYears(databaseUrl: string, stationId: string, span: Span): Promise<TwentyYears> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await insertIncidents(client, stationId, span)
    await insertStreaks(client, stationId, span.from)
    await insertRegister(client, stationId, span)
    await client.query('vacuum (analyze)')
    const { rows } = await client.query<TwentyYears>(
      `select (select count(*)::int from incident where station_id = $1) as incidents,
        (select count(*)::int from incident i where station_id = $1 and exists (select from streak s
          where s.station_id = i.station_id and i.category = any(s.breakers))) as breaking,
        (select count(*)::int from streak where station_id = $1) as streaks,
        (select count(*)::int from reconciliation where station_id = $1) as months`,
      [stationId],
    )
    return rows[0] ?? { incidents: 0, breaking: 0, streaks: 0, months: 0 }
  } finally {
    await client.end()
  }
}

/** Reported within hours; nine in ten are verified, one in thirty of these rejected a month later. Punctures are rare. */
async function insertIncidents(client: pg.Client, stationId: string, { from, to, incidents }: Span): Promise<void> {
  const categories = Object.entries(inHundred).flatMap(([category, share]) => Array<string>(share).fill(category))
  await client.query(
    `insert into incident (station_id, id, category, occurred_at, village_id, line_id, source, reported_by, reported_at, status)
     select $1, gen_random_uuid(), case when n % 4001 = 0 then 'pipeline-puncture' else ($2::text[])[1 + n * 37 % 100] end,
       at, case when n % 4001 = 0 then null else villages[1 + n % cardinality(villages)] end,
       case when n % 4001 = 0 then lines[1 + n % cardinality(lines)] end, '110', chief, at + interval '3 hours',
       case when n % 10 = 0 then 'reported' when n % 30 = 1 then 'rejected' else 'verified' end
     from (select array_agg(id order by id) as villages from place where station_id = $1 and kind = 'village') v,
       (select array_agg(id order by id) as lines from line where station_id = $1) l,
       (select id as chief from member where station_id = $1 and role = 'chief' limit 1) c,
       lateral (select n, $3::timestamptz + ($4::timestamptz - $3::timestamptz) * (n::float8 / $5) as at
         from generate_series(1, $5::int) n) made`,
    [stationId, categories, from, to, incidents],
  )
  await client.query(
    `insert into incident_review (station_id, id, incident_id, verdict, at, by)
     select i.station_id, gen_random_uuid(), i.id, case step when 1 then 'verified' else 'rejected' end,
       i.reported_at + case step when 1 then interval '1 day' else interval '30 days' end, i.reported_by
     from incident i cross join generate_series(1, 2) step
     where i.station_id = $1 and i.status <> 'reported' and (step = 1 or i.status = 'rejected')
       and not exists (select from incident_review r where r.station_id = i.station_id and r.incident_id = i.id)`,
    [stationId],
  )
}

/** Those of a new station, one for each line, and one without theft for each of some villages. */
async function insertStreaks(client: pg.Client, stationId: string, from: string): Promise<void> {
  await client.query(
    `insert into streak (station_id, id, name, kind, subject, line_id, village_id, breakers, defined_at, defined_by)
     select $1, gen_random_uuid(), s.name || '·' || left(s.id::text, 8), 'days', s.subject,
       case s.subject when 'line' then s.id end, case s.subject when 'village' then s.id end, s.breakers, now(), chief
     from (select id as chief from member where station_id = $1 and role = 'chief' limit 1) c,
       lateral (select id, name, 'line' as subject, array['pipeline-accident', 'pipeline-offence', 'pipeline-puncture'] as breakers
         from line where station_id = $1
         union all (select id, name, 'village', array['theft'] from place where station_id = $1 and kind = 'village' order by id limit 5)) s`,
    [stationId],
  )
  await client.query(
    `insert into streak_start (station_id, id, streak_id, day, first_year, evidence, recorded_at, recorded_by)
     select station_id, gen_random_uuid(), id, case kind when 'festival' then null else $2::date end,
       case kind when 'festival' then extract(year from $2::date)::int end, 'register', $2::timestamptz, defined_by
     from streak where station_id = $1`,
    [stationId, from],
  )
  // the demonstration's own starts are of later years
  await client.query(`delete from streak_start where station_id = $1 and recorded_at > $2::timestamptz`, [
    stationId,
    from,
  ])
}

/** Each month that is over, confirmed by a second person. */
async function insertRegister(client: pg.Client, stationId: string, { from, to }: Span): Promise<void> {
  await client.query('delete from reconciliation where station_id = $1', [stationId])
  await client.query(
    `insert into reconciliation (station_id, id, month, counts, typed_at, typed_by, confirmed_at, confirmed_by)
     select $1, gen_random_uuid(), m::date,
       (select jsonb_object_agg(c.category, (select count(*) from incident i where i.station_id = $1
           and i.category = c.category and i.status <> 'rejected' and i.occurred_at >= m at time zone 'Asia/Shanghai'
           and i.occurred_at < (m + interval '1 month') at time zone 'Asia/Shanghai'))
         from (select distinct unnest(breakers) as category from streak where station_id = $1) c),
       m + interval '1 month 2 days', people[1], m + interval '1 month 3 days', people[2]
     from (select array_agg(id) as people from (select id from member where station_id = $1 and role = 'officer' limit 2) two) p,
       generate_series(date_trunc('month', $2::timestamp), date_trunc('month', $3::timestamp) - interval '1 month', '1 month') m`,
    [stationId, from, to],
  )
}
