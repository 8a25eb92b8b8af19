import { CompiledQuery, sql } from 'kysely'
import type { Context, StationInfo } from '../../platform/context.ts'
import type { Connection, Database, Tx } from '../../platform/db/connection.ts'
import { type StoredWho, whoSelect } from '../accounts/index.ts'

export type StoredDevice = StoredWho & {
  readonly deviceId: string
  readonly ageFriendly: boolean
  readonly sendHash: Buffer
  readonly readHash: Buffer
  readonly lastContactAt: Date | null
  readonly revokedAt: Date | null
  /** Its member left the station. */
  readonly hasLeft: boolean
  readonly dutyPhone: string | null
  readonly publicKey: Buffer | null
  readonly wrappedPrivateKey: Buffer | null
  readonly stationKey: Buffer
}

// relies on device_by_id and envelope_key's key, then on what `whoSelect` relies on
const deviceById = whoSelect({
  also: `d.id as device_id, d.age_friendly, d.send_hash, d.read_hash, d.last_contact_at, d.revoked_at,
    coalesce(m.left_on <= day.today, false) as has_left, st.settings ->> 'dutyPhone' as duty_phone,
    ek.public_key, ek.wrapped_private_key, st.wrapped_key as station_key`,
  from: 'device d left join envelope_key ek on ek.station_id = d.station_id',
  holder: 'd',
  where: 'd.id = $1',
})

/** Phones with this id, of any station, each with its member as of `now`. */
export async function findDevices(db: Database, deviceId: string, now: Date): Promise<readonly StoredDevice[]> {
  return (await db.executeQuery<StoredDevice>(CompiledQuery.raw(deviceById, [deviceId, now]))).rows
}

export async function touchDevice(
  connection: Connection,
  { stationId, deviceId }: Pick<StoredDevice, 'stationId' | 'deviceId'>,
  at: Date,
): Promise<void> {
  await sql`
    update device set last_contact_at = ${at} where station_id = ${stationId} and id = ${deviceId}`.execute(connection)
}

// ── enrolling ──

export type NewEnrolment = {
  readonly id: string
  readonly purpose: 'enrol' | 'pin'
  readonly memberId: string
  readonly deviceId: string | null
  readonly codeHash: Buffer
  readonly expiresAt: Date
}

/** Writes a code down and ends those that the member, or the phone, was given before. */
export async function insertEnrolment(ctx: Context, tx: Tx, made: NewEnrolment): Promise<void> {
  await sql`
    update enrolment set expires_at = ${ctx.now()}
    where station_id = ${ctx.station.id} and member_id = ${made.memberId} and purpose = ${made.purpose}
      and (${made.purpose} = 'enrol' or device_id = ${made.deviceId}) and used_at is null
      and expires_at > ${ctx.now()}`.execute(tx)
  await sql`
    insert into enrolment (station_id, id, purpose, member_id, device_id, code_hash, made_by, made_at, expires_at)
    values (${ctx.station.id}, ${made.id}, ${made.purpose}, ${made.memberId}, ${made.deviceId}, ${made.codeHash},
      ${ctx.actor.memberId}, ${ctx.now()}, ${made.expiresAt})`.execute(tx)
}

/** Whether a code of that hash is about, of any station: a phone names none. */
export async function isCodeAbout(connection: Connection, codeHash: Buffer, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from enrolment where code_hash = ${codeHash} and used_at is null and expires_at > ${now}`.execute(connection)
  return rows.length > 0
}

export type StoredEnrolment = {
  readonly stationId: string
  readonly id: string
  readonly memberId: string
  readonly deviceId: string | null
  readonly madeBy: string
  readonly usedAt: Date | null
  readonly isOver: boolean
}

/** The code of that hash that a phone may be enrolled with, or was; held until the transaction ends. */
export async function lockEnrolment(
  tx: Tx,
  codeHash: Buffer,
  purpose: NewEnrolment['purpose'],
  now: Date,
): Promise<StoredEnrolment | null> {
  const { rows } = await sql<StoredEnrolment>`
    select e.station_id, e.id, e.member_id, e.device_id, e.made_by, e.used_at,
      e.expires_at <= ${now} or coalesce(m.left_on <= (${now}::timestamptz at time zone st.time_zone)::date, false)
        as is_over
    from enrolment e
    join station st on st.station_id = e.station_id
    join member m on m.station_id = e.station_id and m.id = e.member_id
    where e.code_hash = ${codeHash} and e.purpose = ${purpose}
    order by e.expires_at desc limit 1 for update of e`.execute(tx)
  return rows[0] ?? null
}

export async function useEnrolment(tx: Tx, { stationId, id }: StoredEnrolment, deviceId: string, at: Date) {
  await sql`
    update enrolment set used_at = ${at}, device_id = ${deviceId}
    where station_id = ${stationId} and id = ${id}`.execute(tx)
}

export type NewDevice = {
  readonly id: string
  readonly memberId: string
  readonly name: string
  readonly ageFriendly: boolean
  readonly sendHash: Buffer
  readonly readHash: Buffer
  readonly enrolledBy: string
}

/** False where a phone has this id already, at any station. */
export async function insertDevice(tx: Tx, stationId: string, device: NewDevice, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into device (station_id, id, member_id, name, age_friendly, send_hash, read_hash, enrolled_at, enrolled_by,
      last_contact_at)
    select ${stationId}, ${device.id}, ${device.memberId}, ${device.name}, ${device.ageFriendly}, ${device.sendHash},
      ${device.readHash}, ${at}, ${device.enrolledBy}, ${at}
    where not exists (select from device where id = ${device.id})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function setReadHash(tx: Tx, stationId: string, deviceId: string, readHash: Buffer, at: Date) {
  await sql`
    update device set read_hash = ${readHash}, pin_reset_at = ${at}
    where station_id = ${stationId} and id = ${deviceId}`.execute(tx)
}

// ── the desk ──

/** A member who has not left, with the role; null where there is none. */
export async function findMember(
  ctx: Context,
  connection: Connection,
  memberId: string,
): Promise<{ readonly role: Context['actor']['role']; readonly hasLeft: boolean } | null> {
  const { rows } = await sql<{ role: Context['actor']['role']; hasLeft: boolean }>`
    select role, coalesce(left_on <= (${ctx.now()}::timestamptz at time zone ${ctx.station.timeZone})::date, false) as has_left
    from member where station_id = ${ctx.station.id} and id = ${memberId}`.execute(connection)
  return rows[0] ?? null
}

export type DeviceRow = {
  readonly id: string
  readonly name: string | null
  readonly ageFriendly: boolean
  readonly memberId: string
  readonly memberName: string
  readonly memberRole: Context['actor']['role']
  readonly enrolledAt: Date
  readonly lastContactOn: string | null
  readonly pinResetAt: Date | null
  readonly revokedAt: Date | null
}

const deviceColumns = (ctx: Context) => sql`
  d.id, d.name, d.age_friendly, d.member_id, m.name as member_name, m.role as member_role, d.enrolled_at,
  (d.last_contact_at at time zone ${ctx.station.timeZone})::date as last_contact_on, d.pin_reset_at, d.revoked_at`

/** Enrolled phones, those in use first; of one's own reach. */
export async function findDeviceRows(ctx: Context, memberId: string | null): Promise<readonly DeviceRow[]> {
  const { rows } = await sql<DeviceRow>`
    select ${deviceColumns(ctx)}
    from device d join member m on m.station_id = d.station_id and m.id = d.member_id
    where d.station_id = ${ctx.station.id}
      and (${ctx.scope === 'station'} or d.member_id = ${ctx.actor.memberId})
      and (${memberId}::uuid is null or d.member_id = ${memberId})
    order by d.revoked_at is not null, d.enrolled_at desc, d.id desc limit 1000`.execute(ctx.db)
  return rows
}

/** A phone in one's reach, held until the transaction ends. */
export async function lockDevice(ctx: Context, tx: Tx, deviceId: string): Promise<DeviceRow | null> {
  const { rows } = await sql<DeviceRow>`
    select ${deviceColumns(ctx)}
    from device d join member m on m.station_id = d.station_id and m.id = d.member_id
    where d.station_id = ${ctx.station.id} and d.id = ${deviceId}
      and (${ctx.scope === 'station'} or d.member_id = ${ctx.actor.memberId}) for update of d`.execute(tx)
  return rows[0] ?? null
}

export async function markRevoked(ctx: Context, tx: Tx, deviceId: string): Promise<void> {
  await sql`
    update device set revoked_at = ${ctx.now()}, revoked_by = ${ctx.actor.memberId}
    where station_id = ${ctx.station.id} and id = ${deviceId} and revoked_at is null`.execute(tx)
}

/** What became of a command of a member. */
export async function findOutcome(
  connection: Connection,
  { stationId, memberId }: Pick<StoredDevice, 'stationId' | 'memberId'>,
  id: string,
): Promise<Record<string, unknown> | null> {
  const { rows } = await sql<{ reply: Record<string, unknown> | null }>`
    select reply from command where station_id = ${stationId} and id = ${id} and author = ${memberId}`.execute(
    connection,
  )
  return rows[0]?.reply ?? null
}

/** Forgets what members called phones that were revoked, or whose member left, before this; answers how many. */
export async function forgetNames(
  connection: Connection,
  { id, timeZone }: StationInfo,
  before: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update device d set name = null from member m
    where d.station_id = ${id} and d.name is not null and m.station_id = d.station_id and m.id = d.member_id
      and (d.revoked_at < ${before} or m.left_on < (${before}::timestamptz at time zone ${timeZone})::date)`.execute(
    connection,
  )
  return Number(numAffectedRows ?? 0n)
}
