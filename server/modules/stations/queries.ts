import { sql } from 'kysely'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { readSettings, type StationSettings } from './settings.ts'

export type Station = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly divisionCode: string | null
  readonly demo: boolean
  readonly version: number
  readonly settings: StationSettings
}

type Stored = Omit<Station, 'settings'> & { readonly settings: unknown }

const columns = sql`station_id as id, name, time_zone, division_code, demo, settings_version as version, settings`

/** Errors: request/not-found. */
export async function getStation(connection: Connection, stationId: string): Promise<Station> {
  const { rows } = await sql<Stored>`select ${columns} from station where station_id = ${stationId}`.execute(connection)
  return asStation(rows[0] ?? fail('request/not-found'))
}

/** The station that was made first: it keeps what belongs to no station, such as sign-ins under unknown names. */
export async function findFirstStation(connection: Connection): Promise<Station | null> {
  const { rows } = await sql<Stored>`select ${columns} from station order by created_at, station_id limit 1`.execute(
    connection,
  )
  return rows[0] ? asStation(rows[0]) : null
}

/** False for a new installation. */
export async function hasStation(connection: Connection): Promise<boolean> {
  return (await findFirstStation(connection)) !== null
}

export async function insertStation(
  tx: Tx,
  station: Omit<Station, 'version'> & { wrappedKey: Buffer; createdAt: Date; epoch: string },
): Promise<void> {
  await sql`
    insert into station (station_id, name, time_zone, division_code, demo, settings, wrapped_key, created_at)
    values (${station.id}, ${station.name}, ${station.timeZone}, ${station.divisionCode}, ${station.demo},
      ${JSON.stringify(station.settings)}, ${station.wrappedKey}, ${station.createdAt})`.execute(tx)
  await sql`insert into change_counter (station_id, epoch) values (${station.id}, ${station.epoch})`.execute(tx)
}

/** Answers the new version, or null when `basedOn` is no longer the one that stands. */
export async function updateSettings(
  tx: Tx,
  stationId: string,
  basedOn: number,
  settings: StationSettings,
): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    update station set settings = ${JSON.stringify(settings)}, settings_version = settings_version + 1
    where station_id = ${stationId} and settings_version = ${basedOn}
    returning settings_version as version`.execute(tx)
  return rows[0]?.version ?? null
}

function asStation(stored: Stored): Station {
  return { ...stored, settings: readSettings(stored.settings) }
}
