import { accountRoutes } from './modules/accounts/index.ts'
import { appointmentRoutes } from './modules/appointments/index.ts'
import { type AttachmentParts, attachmentRoutes } from './modules/attachments/index.ts'
import { auditRoutes } from './modules/audit/index.ts'
import { briefingRoutes } from './modules/briefings/index.ts'
import { checkInRoutes } from './modules/check-ins/index.ts'
import { checklistRoutes } from './modules/checklists/index.ts'
import { checkRoutes } from './modules/checks/index.ts'
import { deviceRoutes } from './modules/devices/index.ts'
import { disputeRoutes } from './modules/disputes/index.ts'
import { dueRoutes } from './modules/due/index.ts'
import { dutyRoutes } from './modules/duties/index.ts'
import { erasureRoutes } from './modules/erasures/index.ts'
import { exportRoutes } from './modules/exports/index.ts'
import { feedRoutes } from './modules/feed/index.ts'
import { fieldRoutes } from './modules/field/index.ts'
import { findingRoutes } from './modules/findings/index.ts'
import { followUpRoutes } from './modules/follow-ups/index.ts'
import { handOverRoutes } from './modules/hand-overs/index.ts'
import { type ImportParts, importRoutes } from './modules/imports/index.ts'
import { incidentRoutes } from './modules/incidents/index.ts'
import { lineRoutes } from './modules/lines/index.ts'
import { memberRoutes } from './modules/members/index.ts'
import { disputePaperSource, paperRoutes } from './modules/papers/index.ts'
import { placeRoutes } from './modules/places/index.ts'
import { policyRoutes } from './modules/policies/index.ts'
import { stationRoutes } from './modules/stations/index.ts'
import { streakRoutes } from './modules/streaks/index.ts'
import { tierRoutes } from './modules/tiers/index.ts'
import { type TodayParts, todayRoutes } from './modules/today/index.ts'
import { visitRoutes } from './modules/visits/index.ts'
import type { Route } from './platform/http/route.ts'

/** Every declared route of every module, for one server. A route that is not here does not exist. */
export const routesOf = (parts: ImportParts & TodayParts & AttachmentParts): readonly Route[] => [
  ...accountRoutes,
  ...stationRoutes,
  ...memberRoutes,
  ...deviceRoutes(parts),
  ...placeRoutes,
  ...lineRoutes,
  ...policyRoutes,
  ...dutyRoutes,
  ...dueRoutes,
  ...visitRoutes,
  ...checklistRoutes,
  ...checkRoutes,
  ...checkInRoutes,
  ...tierRoutes,
  ...findingRoutes,
  ...followUpRoutes,
  ...disputeRoutes,
  ...paperRoutes(disputePaperSource),
  ...handOverRoutes,
  ...incidentRoutes,
  ...attachmentRoutes(parts),
  ...streakRoutes,
  ...appointmentRoutes,
  ...todayRoutes(parts),
  ...briefingRoutes(parts),
  ...feedRoutes(),
  ...fieldRoutes,
  ...auditRoutes,
  ...erasureRoutes,
  ...importRoutes(parts),
  ...exportRoutes,
]
