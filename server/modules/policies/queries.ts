import type { LineTarget, LineVersion, Policy } from '@sifang/domain/policy'
import { sql } from 'kysely'
import type { Connection, Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import type { PolicyTarget } from './schema.ts'

type StoredVersion = {
  readonly id: string
  readonly effectiveFrom: string
  readonly ended: boolean
  readonly period: 'week' | 'half-month' | 'month' | 'quarter' | 'campaign' | null
  readonly visits: number | null
  readonly visitKinds: ('canvass' | 'patrol' | 'targeted' | 'appointment')[]
  readonly presentRoles: (
    | 'chief'
    | 'instructor'
    | 'deputy'
    | 'officer'
    | 'auxiliary'
    | 'volunteer'
    | 'cadre'
    | 'partner'
  )[]
  readonly checklist: string | null
  readonly recordedAt: string
  readonly recordedByName: string | null
}

export type StoredLine = {
  readonly id: string
  readonly name: string
  readonly target: PolicyTarget
  readonly versions: StoredVersion[]
}

/** All lines of a station with their versions, a few dozen rows. */
export async function findPolicyLines(connection: Connection, stationId: string): Promise<readonly StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    select l.id, l.name, l.target,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', v.id, 'effectiveFrom', v.effective_from, 'ended', v.ended, 'period', v.period, 'visits', v.visits,
          'visitKinds', v.visit_kinds, 'presentRoles', v.present_roles, 'checklist', v.checklist,
          'recordedAt', to_char(v.recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'recordedByName', m.name)
          order by v.effective_from, v.recorded_at, v.id)
        from policy_version v left join member m on m.station_id = v.station_id and m.id = v.recorded_by
        where v.station_id = l.station_id and v.line_id = l.id), '[]') as versions
    from policy_line l where l.station_id = ${stationId} order by l.created_at, l.id`.execute(connection)
  return rows
}

export async function getPolicyTarget(tx: Tx, stationId: string, lineId: string): Promise<LineTarget> {
  const { rows } = await sql<{ target: LineTarget }>`
    select target from policy_line where station_id = ${stationId} and id = ${lineId} for no key update`.execute(tx)
  const line = rows[0] ?? fail('policy/not-found')
  return line.target
}

export async function insertLine(
  tx: Tx,
  stationId: string,
  line: { id: string; name: string; target: LineTarget; createdAt: Date; createdBy: string },
): Promise<void> {
  await tx
    .insertInto('policyLine')
    .values({ stationId, ...line, target: JSON.stringify(line.target) })
    .execute()
}

/** Adds a version and lets every process know that the policy is another one. */
export async function insertVersion(
  tx: Tx,
  stationId: string,
  version: {
    id: string
    lineId: string
    effectiveFrom: string
    ended: boolean
    period: string | null
    visits: number | null
    visitKinds: string[]
    presentRoles: string[]
    checklist: string | null
    recordedAt: Date
    recordedBy: string
  },
): Promise<void> {
  await tx
    .insertInto('policyVersion')
    .values({ stationId, ...version })
    .execute()
  await sql`update station set policy_version = policy_version + 1 where station_id = ${stationId}`.execute(tx)
}

/** The station's policy in the rules' own words. */
export async function readPolicy(connection: Connection, stationId: string): Promise<Policy> {
  const lines = await findPolicyLines(connection, stationId)
  return lines.map(({ id, target, versions }) => ({ id, target, versions: versions.map(asVersion) }))
}

function asVersion(version: StoredVersion): LineVersion {
  const { effectiveFrom, ended, period, visits, visitKinds, presentRoles, checklist } = version
  if (ended || period === null || visits === null) return { effectiveFrom, ended: true }
  return { effectiveFrom, ended: false, period, visits, visitKinds, presentRoles, checklist }
}
