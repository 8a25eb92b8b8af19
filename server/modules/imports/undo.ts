import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { JobContext } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import { append } from '../../platform/records/changes.ts'
import { askJudging } from '../duties/index.ts'
import { settleOwners } from '../places/index.ts'
import { kept } from './failure.ts'
import { namedOfficer } from './known.ts'
import { liveOf } from './live.ts'
import { changeRun, findRun, type Run, readSeq } from './run.ts'
import { sheetWays } from './sheets.ts'
import { findStanding, type Standing } from './standing.ts'

/** Takes an import back, all of it or nothing: refused when something stands on it by now. */
export async function undoImport(job: JobContext, importId: string): Promise<void> {
  const run = await findRun(job.db, job, importId)
  if (run?.state !== 'undoing') return
  const standing = await job.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${run.id}, 0))`.execute(tx)
    if ((await findRun(tx, job, importId))?.state !== 'undoing') return []
    await lockPlaces(tx, job, importId)
    const found = await findStanding(tx, job, run)
    if (found.length > 0) return found
    await takeBack(tx, job, run)
    return []
  })
  if (standing.length > 0) await refuse(job, run, standing)
}

async function refuse(job: JobContext, run: Run, _standing: readonly Standing[]): Promise<void> {
  await changeRun(job.db, job, run.id, ['undoing'], {
    state: 'done',
    problem: kept('import/stands-on'),
    finishedAt: run.finishedAt,
  })
}

/** Nobody adds to these places while it is decided and done. */
async function lockPlaces(tx: Tx, job: JobContext, importId: string): Promise<void> {
  await sql`
    select count(*) from (
      select id from place where station_id = ${job.station.id} and import_id = ${importId} order by id for update
    ) locked`.execute(tx)
}

async function takeBack(tx: Tx, job: JobContext, run: Run): Promise<void> {
  const live = liveOf(job, run)
  // what the feed says is read while the places are still there
  const changed = await sheetWays[run.sheet].live.changes(tx, live)
  const filledIds = await takeBackFilled(tx, job, run)
  await removePlaces(tx, job, run)
  if (run.sheet === 'lines') await removeLines(tx, job, run)
  if (run.sheet === 'members') await removeMembers(tx, job, run)
  if (run.sheet === 'divisions') await takeBackOfficers(tx, job, run)
  if (filledIds.length > 0) await askJudging(job, tx, 'import', filledIds)
  await changeRun(tx, job, run.id, ['undoing'], {
    state: 'undone',
    finishedAt: job.now(),
  })
  await record({ ...job, actor: { memberId: run.startedBy } }, tx, {
    action: 'import.undone',
    entity: 'import',
    entityId: run.id,
    details: { sheet: run.sheet, added: run.report.added },
  })
  await append(tx, job.station.id, changed, job.now())
  await changeRun(tx, job, run.id, ['undone'], { options: { liveSeq: await readSeq(tx, job) }, finishedAt: job.now() })
}

/** What the import filled in is empty again, where it still stands as it was filled in; that is an event of its own. */
async function takeBackFilled(tx: Tx, job: JobContext, run: Run): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with filled as (
      select e.place_id, e.details -> 'filled' as fields, coalesce(e.details -> 'facts', '{}') as facts, e.recorded_at
      from import_row r
      join place_event e on e.station_id = r.station_id and e.place_id = r.twin_id and e.kind = 'corrected'
        and e.details ->> 'importId' = ${run.id}::text and not e.details ? 'undone'
      where r.station_id = ${job.station.id} and r.import_id = ${run.id} and r.choice = 'merge'
      group by e.station_id, e.id, e.place_id, e.details, e.recorded_at
    ), fact as (
      delete from place_fact f using filled
      where f.station_id = ${job.station.id} and f.place_id = filled.place_id and f.recorded_at = filled.recorded_at
        and filled.facts ? f.key
    ), event as (
      insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
      select ${job.station.id}, gen_random_uuid(), filled.place_id, 'corrected',
        jsonb_build_object('importId', ${run.id}::text, 'undone', true, 'filled', filled.fields, 'facts', filled.facts),
        ${job.now()}, ${job.now()}, ${run.startedBy}
      from filled
    )
    update place p set version = p.version + 1,
      latitude = case when to_jsonb(p.latitude) = filled.fields -> 'latitude' then null else p.latitude end,
      longitude = case when to_jsonb(p.latitude) = filled.fields -> 'latitude' then null else p.longitude end,
      address_hint = case when p.address_hint = filled.fields ->> 'addressHint' then null else p.address_hint end,
      external_id = case when p.external_id = filled.fields ->> 'externalId' then null else p.external_id end,
      division_code = case when p.division_code = filled.fields ->> 'divisionCode' then null else p.division_code end,
      community_id = case when p.community_id::text = filled.fields ->> 'communityId' then null else p.community_id end,
      facts = p.facts - array(
        select k from jsonb_object_keys(filled.facts) k
        where not exists (select from place_fact f where f.station_id = p.station_id and f.place_id = p.id and f.key = k
          and f.recorded_at > filled.recorded_at))
    from filled where p.station_id = ${job.station.id} and p.id = filled.place_id
    returning p.id`.execute(tx)
  return [...new Set(rows.map(({ id }) => id))]
}

/** The community officers that the import named: who was named before them is so again; that is an event of its own. */
async function takeBackOfficers(tx: Tx, job: JobContext, run: Run): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    with named as (
      delete from responsibility o using place_event e
      where o.station_id = ${job.station.id} and e.station_id = o.station_id and e.id = o.id and e.place_id = o.place_id
        and e.kind = 'responsible-changed' and e.details ->> 'importId' = ${run.id}::text
      returning o.place_id
    )
    select place_id as id from named`.execute(tx)
  const villageIds = rows.map(({ id }) => id)
  await sql`
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    select ${job.station.id}, gen_random_uuid(), v.id, 'responsible-changed',
      jsonb_build_object('memberId', named.member_id, 'fromDay', ${dayOf(job.now(), job.station.timeZone)}::text,
        'importId', ${run.id}::text, 'undone', true), ${job.now()}, ${job.now()}, ${run.startedBy}
    from unnest(${villageIds}::uuid[]) as v(id)
    left join lateral (${namedOfficer(job, sql.ref('v.id'))}) named on true`.execute(tx)
  await settleOwners(job, tx, { placeIds: villageIds, villageIds })
}

const tablesOfPlaces = ['duty', 'tier_change', 'place_fact', 'place_event', 'responsibility'] as const

/** The places that came with the import, with all that was made of them; their contacts' keys are destroyed. */
async function removePlaces(tx: Tx, job: JobContext, run: Run): Promise<void> {
  const ours = sql`select id from place where station_id = ${job.station.id} and import_id = ${run.id}`
  await sql`
    with gone as (
      delete from place_contact where station_id = ${job.station.id} and (place_id in (${ours}) or matter_id in (
        select matter_id from import_row where station_id = ${job.station.id} and import_id = ${run.id} and matter_id is not null))
      returning matter_id
    ), ledger as (
      insert into erasure (station_id, id, matter_id, reason, at)
      select ${job.station.id}, gen_random_uuid(), matter_id, 'import undone', ${job.now()} from gone
    )
    update matter_key set wrapped_key = null, erased_at = ${job.now()}
    from gone where matter_key.station_id = ${job.station.id} and matter_key.matter_id = gone.matter_id`.execute(tx)
  for (const table of tablesOfPlaces) {
    await sql`
      delete from ${sql.table(table)} where station_id = ${job.station.id} and place_id in (${ours})`.execute(tx)
  }
  await sql`delete from place where station_id = ${job.station.id} and import_id = ${run.id}`.execute(tx)
}

async function removeLines(tx: Tx, job: JobContext, run: Run): Promise<void> {
  const rows = sql`import_row r where r.station_id = ${job.station.id} and r.import_id = ${run.id}`
  await sql`
    delete from line_post p using (
      select case when r.choice = 'merge' then r.twin_id else (r."row" ->> 'lineId')::uuid end as line_id,
        (r."row" ->> 'km')::numeric as km, (r."row" ->> 'latitude')::float8 as latitude
      from ${rows} and r.choice <> 'skip' and r.verdict <> 'bad' and not r."row" ? 'postWasThere'
    ) added
    where p.station_id = ${job.station.id} and p.line_id = added.line_id and p.km = added.km and p.latitude = added.latitude`.execute(
    tx,
  )
  await sql`
    delete from line where station_id = ${job.station.id}
      and id in (select (r."row" ->> 'lineId')::uuid from ${rows} and r.choice in ('add', 'keep'))`.execute(tx)
}

async function removeMembers(tx: Connection, job: JobContext, run: Run): Promise<void> {
  const added = sql`
    select r.id from import_row r
    where r.station_id = ${job.station.id} and r.import_id = ${run.id} and r.choice in ('add', 'keep') and r.verdict <> 'bad'`
  await sql`delete from member_area where station_id = ${job.station.id} and member_id in (${added})`.execute(tx)
  await sql`delete from member where station_id = ${job.station.id} and id in (${added})`.execute(tx)
}
