import { sql } from 'kysely'
import type { Actor, StationInfo } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'

/** For whom a command on the machine itself acts: the member of that user name, or the chief of the first station. */
export async function findCommandActor(
  connection: Connection,
  userName: string | null,
): Promise<{ readonly actor: Actor; readonly station: StationInfo } | null> {
  const { rows } = await sql<
    Pick<Actor, 'memberId' | 'name' | 'role'> & {
      stationId: string
      stationName: string
      timeZone: string
      demo: boolean
    }
  >`
    select m.id as member_id, m.name, m.role, s.station_id, s.name as station_name, s.time_zone, s.demo
    from member m join station s on s.station_id = m.station_id
    where m.left_on is null and case when ${userName}::text is null then m.role = 'chief' else m.user_name = ${userName}::text end
    order by s.created_at, m.joined_on, m.id limit 1`.execute(connection)
  const [found] = rows
  if (!found) return null
  const { memberId, name, role, stationId, stationName, timeZone, demo } = found
  return {
    actor: { memberId, name, role, villageIds: [], lineIds: [], leadsShift: false, standsInFor: [] },
    station: { id: stationId, name: stationName, timeZone, demo },
  }
}
