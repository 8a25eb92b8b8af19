import type { Finding, FindingKind, FindingSource, Topic, Urgency } from '@sifang/domain/findings'
import { sql } from 'kysely'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import type { BaseDataChange } from './base-data.ts'

export type NewFinding = Finding & {
  readonly followUpId: string
  readonly topic: Topic | null
  readonly change: BaseDataChange | null
  readonly sealed: Buffer | null
}

export async function insertFinding(tx: Tx, stationId: string, finding: NewFinding): Promise<void> {
  const { source, change, at, receivedAt, corrects, ...row } = finding
  await tx
    .insertInto('finding')
    .values({
      stationId,
      ...row,
      source: source.kind,
      visitId: source.kind === 'visit' ? source.visitId : null,
      at: new Date(at),
      receivedAt: new Date(receivedAt),
      correctsId: corrects,
      change: change === null ? null : JSON.stringify(change),
    })
    .execute()
}

type Stored = {
  readonly id: string
  readonly kind: FindingKind
  readonly urgency: Urgency
  readonly source: FindingSource['kind']
  readonly visitId: string | null
  readonly placeId: string
  readonly at: Date
  readonly receivedAt: Date
  readonly reporterId: string | null
  readonly enteredBy: string
  readonly correctsId: string | null
  readonly followUpId: string
}

/** A finding with all its corrections, in the order recorded. Errors: finding/not-found. */
export async function getWithCorrections(
  connection: Connection,
  stationId: string,
  id: string,
): Promise<readonly (Finding & { readonly followUpId: string })[]> {
  const { rows } = await sql<Stored>`
    select f.id, f.kind, f.urgency, f.source, f.visit_id, f.place_id, f.at, f.received_at, f.reporter_id, f.entered_by,
      f.corrects_id, f.follow_up_id
    from finding f where f.station_id = ${stationId}
      and f.follow_up_id = (select x.follow_up_id from finding x where x.station_id = ${stationId} and x.id = ${id})
    order by f.received_at, f.id`.execute(connection)
  if (rows.length === 0) fail('finding/not-found')
  return rows.map(({ source, visitId, at, receivedAt, correctsId, ...row }) => ({
    ...row,
    source: source === 'visit' ? { kind: source, visitId: visitId ?? '' } : { kind: source },
    at: at.getTime(),
    receivedAt: receivedAt.getTime(),
    corrects: correctsId,
  }))
}
