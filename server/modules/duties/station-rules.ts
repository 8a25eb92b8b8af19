import type { Policy } from '@sifang/domain/policy'
import type { Connection } from '../../platform/db/connection.ts'
import { readPolicy } from '../policies/index.ts'
import { getStation } from '../stations/index.ts'

/** What a station has decided that judging needs. */
export type StationRules = { readonly policy: Policy; readonly redCategories: readonly string[] | null }

type Versions = { readonly policyVersion: number; readonly settingsVersion: number }

const known = new Map<string, Versions & { readonly rules: StationRules }>()

/** The station's rules of these versions: every life is read with them, so what this process remembers is never stale. */
export async function rulesOf(connection: Connection, stationId: string, versions: Versions): Promise<StationRules> {
  const last = known.get(stationId)
  if (last?.policyVersion === versions.policyVersion && last.settingsVersion === versions.settingsVersion)
    return last.rules
  const { settings } = await getStation(connection, stationId)
  const rules = { policy: await readPolicy(connection, stationId), redCategories: settings.redCategories }
  known.set(stationId, { policyVersion: versions.policyVersion, settingsVersion: versions.settingsVersion, rules })
  return rules
}
