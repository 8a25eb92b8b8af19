import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { withNext } from '../../platform/db/pipelined-client.ts'
import type { Write } from '../../platform/db/write.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { Reach } from './reach.ts'
import type { attachmentPage, attachmentQuery } from './schema.ts'

export type NewAttachment = {
  readonly id: string
  readonly matterId: string
  readonly findingId: string | null
  readonly entryId: string | null
  readonly placeId: string | null
  readonly kind: string
  readonly type: string
  readonly bytes: number
  readonly hash: Buffer
  readonly sealedName: Buffer
  readonly evidence: boolean
}

export function inserting(ctx: Context, attachment: NewAttachment): Write {
  return sql`
    insert into attachment (station_id, id, matter_id, finding_id, entry_id, place_id, kind, type, bytes, hash,
      sealed_name, evidence, uploaded_by, uploaded_at)
    values (${ctx.station.id}, ${attachment.id}, ${attachment.matterId}, ${attachment.findingId}, ${attachment.entryId},
      ${attachment.placeId}, ${attachment.kind}, ${attachment.type}, ${attachment.bytes}, ${attachment.hash},
      ${attachment.sealedName}, ${attachment.evidence}, ${ctx.actor.memberId}, ${ctx.now()})`
}

export async function countFiles(connection: Connection, stationId: string, matterId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from attachment
    where station_id = ${stationId} and matter_id = ${matterId}`.execute(connection)
  return rows[0]?.n ?? 0
}

export type StoredAttachment = {
  readonly type: string
  readonly kind: string
  readonly bytes: number
  readonly hash: Buffer
  readonly sealedName: Buffer
  readonly uploadedBy: string
  readonly findingId: string | null
  readonly entryId: string | null
}

/** Errors: attachment/not-found. */
export async function getAttachment(
  ctx: Context,
  connection: Connection,
  matterId: string,
  id: string,
): Promise<StoredAttachment> {
  const { rows } = await sql<StoredAttachment>`
    select type, kind, bytes, hash, sealed_name, uploaded_by, finding_id, entry_id from attachment
    where station_id = ${ctx.station.id} and id = ${id} and matter_id = ${matterId}`.execute(connection)
  return rows[0] ?? fail('attachment/not-found')
}

type Page = z.input<typeof attachmentPage>
type Row = Omit<Page['rows'][number], 'uploadedAt' | 'uploadedBy' | 'uploadedByMe'> & {
  readonly uploadedAt: Date
  readonly memberId: string
  readonly memberName: string
}

/** A matter's attachments in the order in which they came, as far as they are this member's to see. Opens no name. */
export async function findAttachments(
  ctx: Context,
  matterId: string,
  query: z.output<typeof attachmentQuery>,
  { seen, unnamed }: Reach,
): Promise<Page> {
  const after = readCursor(query.after, 2)
  const some = seen === 'all' ? { findingIds: [], entryIds: [] } : seen
  const { rows } = await sql<Row>`
    select a.id, a.kind, a.type, a.bytes, a.evidence, a.finding_id, a.entry_id, a.place_id, encode(a.hash, 'hex') as hash,
      a.uploaded_at, a.uploaded_by as member_id, m.name as member_name
    from attachment a join member m on m.station_id = a.station_id and m.id = a.uploaded_by
    where a.station_id = ${ctx.station.id} and a.matter_id = ${matterId}
      and (${seen === 'all'} or a.uploaded_by = ${ctx.actor.memberId}
        or a.finding_id = any(${[...some.findingIds]}::uuid[]) or a.entry_id = any(${[...some.entryIds]}::uuid[]))
      and (${after?.[0] ?? null}::timestamptz is null
        or (a.uploaded_at, a.id) > (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by a.uploaded_at, a.id limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(({ uploadedAt, memberId, memberName, ...row }) => ({
      ...row,
      uploadedAt: uploadedAt.toISOString(),
      uploadedBy: unnamed.includes(memberId) ? null : { id: memberId, name: memberName },
      uploadedByMe: memberId === ctx.actor.memberId,
    })),
    next: rows.length > query.limit && last ? cursor([last.uploadedAt.toISOString(), last.id]) : null,
  }
}

/**
 * How many files a matter has, and the village of its follow-up or of its check's place, for the change feed. What it is
 * given with must belong to the matter. A check's plan may neither be changed nor withdrawn while a photo comes in: the two
 * wait for each other. Errors: check/withdrawn, finding/, follow-up/, check/not-found.
 */
export async function holdStanding(
  ctx: Context,
  tx: Tx,
  matterId: string,
  { findingId, entryId, placeId }: Pick<NewAttachment, 'findingId' | 'entryId' | 'placeId'>,
): Promise<{ readonly files: number; readonly villageId: string | null }> {
  const stationId = ctx.station.id
  // first: what is read below is as it stands once nobody changes it any more
  await sql`
    select from targeted_check where station_id = ${stationId} and id = ${matterId} for share${withNext}`.execute(tx)
  const { rows } = await sql<{
    check: string | null
    finding: boolean
    entry: boolean
    place: boolean
    files: number
    villageId: string | null
  }>`
    select (select state from targeted_check where station_id = ${stationId} and id = ${matterId}) as check,
      ${findingId}::uuid is null or exists (select from finding where station_id = ${stationId}
        and id = ${findingId} and follow_up_id = ${matterId}) as finding,
      ${entryId}::uuid is null or exists (select from follow_up_entry where station_id = ${stationId}
        and id = ${entryId} and follow_up_id = ${matterId}) as entry,
      ${placeId}::uuid is null or exists (select from targeted_check_place where station_id = ${stationId}
        and check_id = ${matterId} and place_id = ${placeId}) as place,
      (select count(*)::int from attachment where station_id = ${stationId} and matter_id = ${matterId}) as files,
      coalesce((select village_id from follow_up where station_id = ${stationId} and id = ${matterId}),
        (select village_id from place where station_id = ${stationId} and id = ${placeId})) as village_id`.execute(tx)
  const row = rows[0] ?? fail('attachment/not-found')
  if (row.check === 'withdrawn') fail('check/withdrawn')
  if (!row.finding) fail('finding/not-found')
  if (!row.entry) fail('follow-up/not-found')
  if (!row.place) fail('check/not-found')
  return row
}

/** The ids of the entries that made these versions. */
export async function findEntryIds(
  ctx: Context,
  matterId: string,
  versions: readonly number[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from follow_up_entry where station_id = ${ctx.station.id} and follow_up_id = ${matterId}
      and version = any(${[...versions]}::int[])`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** How many of these photos a matter has of a place. */
export async function countPhotos(
  connection: Connection,
  stationId: string,
  { matterId, placeId }: { readonly matterId: string; readonly placeId: string },
  ids: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from attachment
    where station_id = ${stationId} and matter_id = ${matterId} and place_id = ${placeId} and kind = 'photo'
      and id::text = any(${[...ids]}::text[])`.execute(connection)
  return rows[0]?.n ?? 0
}

/** Whether a member reported a follow-up, or ever had it. */
export async function hasToDoWith(ctx: Context, connection: Connection, matterId: string): Promise<boolean> {
  const { rows } = await sql`
    select from follow_up_member
    where station_id = ${ctx.station.id} and member_id = ${ctx.actor.memberId} and follow_up_id = ${matterId}
    union all
    select from follow_up where station_id = ${ctx.station.id} and id = ${matterId}
      and owner_id = any(${[...ctx.actor.standsInFor]}::uuid[])`.execute(connection)
  return rows.length > 0
}
