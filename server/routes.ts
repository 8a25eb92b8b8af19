import { accountRoutes } from './modules/accounts/index.ts'
import { auditRoutes } from './modules/audit/index.ts'
import { dueRoutes } from './modules/due/index.ts'
import { dutyRoutes } from './modules/duties/index.ts'
import { exportRoutes } from './modules/exports/index.ts'
import { feedRoutes } from './modules/feed/index.ts'
import { findingRoutes } from './modules/findings/index.ts'
import { followUpRoutes } from './modules/follow-ups/index.ts'
import { type ImportParts, importRoutes } from './modules/imports/index.ts'
import { incidentRoutes } from './modules/incidents/index.ts'
import { lineRoutes } from './modules/lines/index.ts'
import { memberRoutes } from './modules/members/index.ts'
import { placeRoutes } from './modules/places/index.ts'
import { policyRoutes } from './modules/policies/index.ts'
import { stationRoutes } from './modules/stations/index.ts'
import { tierRoutes } from './modules/tiers/index.ts'
import { type TodayParts, todayRoutes } from './modules/today/index.ts'
import { visitRoutes } from './modules/visits/index.ts'
import type { Route } from './platform/http/route.ts'

/** Every declared route of every module, for one server. A route that is not here does not exist. */
export const routesOf = (parts: ImportParts & TodayParts): readonly Route[] => [
  ...accountRoutes,
  ...stationRoutes,
  ...memberRoutes,
  ...placeRoutes,
  ...lineRoutes,
  ...policyRoutes,
  ...dutyRoutes,
  ...dueRoutes,
  ...visitRoutes,
  ...tierRoutes,
  ...findingRoutes,
  ...followUpRoutes,
  ...incidentRoutes,
  ...todayRoutes(parts),
  ...feedRoutes(),
  ...auditRoutes,
  ...importRoutes(parts),
  ...exportRoutes,
]
