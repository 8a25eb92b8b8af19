import type pg from 'pg'
import { hasRunner } from '../jobs/state.ts'
import type { Manifest } from './format.ts'

type OtherRecords = Pick<Manifest, 'auditHeads' | 'epochs' | 'unfinishedJobs'>

/** What the manifest says beside the tables, read in the same snapshot. */
export async function otherRecords(client: pg.ClientBase): Promise<OtherRecords> {
  const heads = await client.query<OtherRecords['auditHeads'][number]>(
    `select distinct on (station_id) station_id as "stationId", no::int, last_chain_no::int as "lastChainNo",
       encode(digest, 'hex') as digest
     from audit_seal order by station_id, no desc`,
  )
  const epochs = await client.query<{ id: string; epoch: string }>(
    'select station_id as id, epoch from change_counter order by station_id',
  )
  return {
    auditHeads: heads.rows,
    epochs: Object.fromEntries(epochs.rows.map(({ id, epoch }) => [id, epoch])),
    unfinishedJobs: await unfinishedJobs(client),
  }
}

/** Work of stations that the runner has and has not done. */
async function unfinishedJobs(client: pg.ClientBase): Promise<OtherRecords['unfinishedJobs']> {
  if (!(await hasRunner(client))) return []
  const { rows } = await client.query<OtherRecords['unfinishedJobs'][number]>(
    `select job.payload ->> 'stationId' as "stationId", job.payload ->> 'id' as id, task.identifier as task,
       job.payload -> 'payload' as payload
     from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id
     where job.payload ->> 'stationId' is not null and job.payload ->> 'id' is not null
     order by job.id`,
  )
  return rows
}
