import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { isWithinReach } from './reach.ts'
import { searchGrams } from './search-grams.ts'

export type StoredPlace = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly villageId: string | null
  readonly communityId: string | null
  readonly divisionCode: string | null
  readonly externalId: string | null
  readonly addressHint: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly lineId: string | null
  readonly fromKm: number | null
  readonly toKm: number | null
  readonly ownerId: string | null
  readonly facts: Readonly<Record<string, PresentFact>>
  readonly confirmedOn: string | null
  readonly closedAt: Date | null
  readonly mergedIntoId: string | null
  readonly createdAt: Date
  readonly version: number
}

export type PresentFact = { readonly value: boolean | number | string; readonly confirmedOn: string }

const columns = sql`id, kind, name, village_id, community_id, division_code, external_id, address_hint, latitude,
  longitude, line_id, from_km, to_km, owner_id, facts, confirmed_on, closed_at, merged_into_id, created_at, version`

/** The place, locked against other changes until the end of the transaction. Errors: place/not-found, place/merged. */
export async function lockPlaceRecord(ctx: Context, tx: Tx, placeId: string): Promise<StoredPlace> {
  const { rows } = await sql<StoredPlace>`
    select ${columns} from place where station_id = ${ctx.station.id} and id = ${placeId} for no key update`.execute(tx)
  const place = rows[0] ?? fail('place/not-found')
  if (!isWithinReach(ctx, place)) fail('place/not-found')
  if (place.mergedIntoId) fail('place/merged', { intoId: place.mergedIntoId })
  return place
}

/** An open village or community to put something in. Errors: place/village-unknown, place/community-unknown. */
export async function requireDivision(
  ctx: Context,
  tx: Connection,
  kind: 'village' | 'community',
  id: string,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from place where station_id = ${ctx.station.id} and id = ${id} and kind = ${kind} and closed_at is null
    for key share`.execute(tx)
  if (rows.length === 0) fail(kind === 'village' ? 'place/village-unknown' : 'place/community-unknown')
}

export type NewPlace = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly villageId: string | null
  readonly communityId?: string | null | undefined
  readonly divisionCode?: string | null | undefined
  readonly externalId?: string | null | undefined
  readonly addressHint?: string | null | undefined
  readonly latitude?: number | null | undefined
  readonly longitude?: number | null | undefined
  readonly lineId?: string | null | undefined
  readonly fromKm?: number | null | undefined
  readonly toKm?: number | null | undefined
  readonly confirmedOn: string | null
}

/** Errors: command/conflict when the id is in use, place/external-id-taken. */
export async function insertPlace(ctx: Context, tx: Tx, place: NewPlace): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into place (station_id, id, kind, name, search_grams, village_id, community_id, division_code, external_id,
      address_hint, latitude, longitude, line_id, from_km, to_km, confirmed_on, created_at, created_by)
    values (${ctx.station.id}, ${place.id}, ${place.kind}, ${place.name}, ${[...searchGrams(ctx.station.id, place.name)]}::text[],
      ${place.villageId}, ${place.communityId ?? null}, ${place.divisionCode ?? null}, ${place.externalId ?? null},
      ${place.addressHint ?? null}, ${place.latitude ?? null}, ${place.longitude ?? null}, ${place.lineId ?? null},
      ${place.fromKm ?? null}, ${place.toKm ?? null}, ${place.confirmedOn}, ${ctx.now()}, ${ctx.actor.memberId})
    on conflict (station_id, id) do nothing`.execute(tx)
  if (numAffectedRows === 0n) fail('command/conflict')
}

export type PlaceColumns = Partial<
  Pick<
    StoredPlace,
    | 'name'
    | 'kind'
    | 'addressHint'
    | 'latitude'
    | 'longitude'
    | 'externalId'
    | 'divisionCode'
    | 'villageId'
    | 'communityId'
    | 'fromKm'
    | 'toKm'
    | 'closedAt'
    | 'mergedIntoId'
    | 'confirmedOn'
  >
>

/** Writes present state and counts the version up; answers the new one. */
export async function updatePlace(ctx: Context, tx: Tx, placeId: string, set: PlaceColumns): Promise<number> {
  const { name } = set
  const row = await tx
    .updateTable('place')
    .set({ ...set, ...(name === undefined ? {} : { searchGrams: [...searchGrams(ctx.station.id, name)] }) })
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('stationId', '=', ctx.station.id)
    .where('id', '=', placeId)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export type PlaceEventKind =
  | 'created'
  | 'renamed'
  | 'kind-changed'
  | 'village-changed'
  | 'community-changed'
  | 'closed'
  | 'reopened'
  | 'merged'
  | 'moved'
  | 'corrected'
  | 'confirmed'
  | 'contact-set'
  | 'contact-removed'
  | 'responsible-changed'

/** Puts on record what happened to the place's record itself; never whom it concerns. */
export async function insertEvent(
  ctx: Context,
  tx: Tx,
  event: { id: string; placeId: string; kind: PlaceEventKind; details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await sql`
    insert into place_event (station_id, id, place_id, kind, details, at, recorded_at, recorded_by)
    values (${ctx.station.id}, ${event.id}, ${event.placeId}, ${event.kind}, ${JSON.stringify(event.details ?? {})},
      ${ctx.now()}, ${ctx.now()}, ${ctx.actor.memberId})`.execute(tx)
}

export async function insertFact(
  ctx: Context,
  tx: Tx,
  fact: { id: string; placeId: string; key: string; value: boolean | number; confirmedOn: string },
): Promise<void> {
  await sql`
    insert into place_fact (station_id, id, place_id, key, value, confirmed_on, recorded_at, recorded_by)
    values (${ctx.station.id}, ${fact.id}, ${fact.placeId}, ${fact.key}, ${JSON.stringify(fact.value)},
      ${fact.confirmedOn}, ${ctx.now()}, ${ctx.actor.memberId})`.execute(tx)
}

/** Present facts of a place from all that was recorded: of each key the one that was recorded last. */
export async function settleFacts(ctx: Context, tx: Tx, placeId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update place p set version = version + 1, facts = (
      select coalesce(jsonb_object_agg(f.key, jsonb_build_object('value', f.value, 'confirmedOn', f.confirmed_on)), '{}')
      from (
        select distinct on (key) key, value, confirmed_on from place_fact
        where station_id = p.station_id and place_id = p.id
        order by key, recorded_at desc, id desc
      ) f)
    where p.station_id = ${ctx.station.id} and p.id = ${placeId} returning version`.execute(tx)
  return rows[0]?.version ?? fail('place/not-found')
}

/**
 * Holds a village or community so that nothing is put into it, or opened again in it, until the end of the transaction:
 * who does that shares the lock that {@link requireDivision} and {@link isAnyClosed} take, and sees it closed afterwards.
 */
export async function lockAgainstEntries(ctx: Context, tx: Tx, division: StoredPlace): Promise<void> {
  await sql`select from place where station_id = ${ctx.station.id} and id = ${division.id} for update`.execute(tx)
}

/** Whether one of these villages and communities is closed; they stay as they are until the transaction's end. */
export async function isAnyClosed(ctx: Context, tx: Tx, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`
    select closed_at is not null as closed from place
    where station_id = ${ctx.station.id} and id = any(${[...ids]}::uuid[]) for key share`.execute(tx)
  return rows.some(({ closed }) => closed)
}

/** Open places that lie in a village, or open villages of a community: while there are any it is not closed. */
export async function holdsOpenPlaces(ctx: Context, tx: Tx, place: StoredPlace): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (
      select from place where station_id = ${ctx.station.id} and id <> ${place.id} and closed_at is null
        and (village_id = ${place.id} or community_id = ${place.id})
    ) as held`.execute(tx)
  return rows[0]?.held ?? false
}
