import { type NumberedKind, noOf, type PaperKind, paperNumber, type VoidReason } from '@sifang/domain/papers'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { RegisterQuery, registerPage } from './schema.ts'

export type IssuedPaper = {
  readonly id: string
  readonly matterId: string
  readonly kind: PaperKind
  /** By `occasionOf`. */
  readonly occasion: number
  readonly year: number
  readonly number: number
  readonly state: 'issued' | 'void'
  readonly pages: number
  readonly issuedOn: string
  readonly voidReason: VoidReason | null
}

const columns = sql`id, matter_id, kind, occasion, year, number, state, pages, issued_on, void_reason`

/** All papers ever issued of a dispute, in the order issued, without their content. */
export async function papersOfMatter(
  connection: Connection,
  stationId: string,
  matterId: string,
): Promise<readonly IssuedPaper[]> {
  const { rows } = await sql<IssuedPaper>`
    select ${columns} from paper where station_id = ${stationId} and matter_id = ${matterId}
    order by issued_at, id`.execute(connection)
  return rows
}

/** Errors: paper/not-found. */
export async function getPaper(
  connection: Connection,
  stationId: string,
  id: string,
): Promise<IssuedPaper & { readonly sealed: Buffer }> {
  const { rows } = await sql<IssuedPaper & { sealed: Buffer }>`
    select ${columns}, sealed from paper where station_id = ${stationId} and id = ${id}`.execute(connection)
  return rows[0] ?? fail('paper/not-found')
}

/** The paper, locked against a second voiding. Errors: paper/not-found. */
export async function lockPaper(tx: Tx, stationId: string, id: string): Promise<IssuedPaper> {
  const { rows } = await sql<IssuedPaper>`
    select ${columns} from paper where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('paper/not-found')
}

/** The sealed bytes of a dispute's standing papers, by id. */
export async function readSealed(tx: Tx, stationId: string, matterId: string): Promise<ReadonlyMap<string, Buffer>> {
  const { rows } = await sql<{ id: string; sealed: Buffer }>`
    select id, sealed from paper where station_id = ${stationId} and matter_id = ${matterId} and state = 'issued'`.execute(
    tx,
  )
  return new Map(rows.map(({ id, sealed }) => [id, sealed]))
}

/** The next number; nobody else gets one of this kind and year before this transaction ends. */
export async function takeNumber(tx: Tx, stationId: string, kind: NumberedKind, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into paper_number (station_id, kind, year, last) values (${stationId}, ${kind}, ${year}, 1)
    on conflict (station_id, kind, year) do update set last = paper_number.last + 1
    returning last`.execute(tx)
  return rows[0]?.last ?? fail('request/unexpected')
}

export async function insertPaper(
  ctx: Context,
  tx: Tx,
  paper: Omit<IssuedPaper, 'state' | 'voidReason'> & { readonly sealed: Buffer },
): Promise<void> {
  await tx
    .insertInto('paper')
    .values({
      ...paper,
      stationId: ctx.station.id,
      state: 'issued',
      issuedAt: ctx.now(),
      issuedBy: ctx.actor.memberId,
    })
    .execute()
}

export async function voidStored(
  ctx: Context,
  tx: Tx,
  id: string,
  reason: VoidReason,
  note: Buffer | null,
): Promise<void> {
  await tx
    .updateTable('paper')
    .set({
      state: 'void',
      voidReason: reason,
      voidNote: note,
      voidedAt: ctx.now(),
      voidedBy: ctx.actor.memberId,
    })
    .where('stationId', '=', ctx.station.id)
    .where('id', '=', id)
    .execute()
}

/** Members who have or had it, or who put an entry to it. */
export async function workersOn(
  connection: Connection,
  stationId: string,
  matterId: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select owner_id as id from follow_up where station_id = ${stationId} and id = ${matterId}
    union
    select member_id from follow_up_member where station_id = ${stationId} and follow_up_id = ${matterId} and handled
    union
    select by from follow_up_entry where station_id = ${stationId} and follow_up_id = ${matterId}
      and by is not null and kind = 'worked'`.execute(connection)
  return rows.map(({ id }) => id)
}

type RegisterRow = z.input<typeof registerPage>['rows'][number]
type Stored = Omit<RegisterRow, 'number' | 'no'> & { occasion: number; at: Date }

/** The register, the latest first: rides on paper_by_time. */
export async function findPapers(
  ctx: Context,
  query: RegisterQuery,
  shortName: string,
): Promise<z.input<typeof registerPage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Stored>`
    select p.id, p.matter_id as dispute_id, p.kind, p.occasion, p.year, p.number as count, p.state, p.pages, p.issued_on,
      p.issued_at as at, m.name as issued_by_name, p.void_reason
    from paper p join member m on m.station_id = p.station_id and m.id = p.issued_by
    where p.station_id = ${ctx.station.id}
      and (${query.kind ?? null}::text is null or p.kind = ${query.kind ?? null})
      and (${query.year ?? null}::int is null or p.year = ${query.year ?? null})
      and (${after?.[0] ?? null}::timestamptz is null
        or (p.issued_at, p.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by p.issued_at desc, p.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ occasion, at: _, ...row }) => ({
      ...row,
      no: noOf(occasion),
      number: paperNumber(shortName, row.kind, row.year, row.count),
    })),
    next: rows.length > query.limit && last ? cursor([last.at.toISOString(), last.id]) : null,
  }
}
