import { createRouter } from '@tanstack/react-router'
import { queryClient } from './api/query-client.ts'
import { accountRoute } from './pages/account/route.ts'
import { appointmentsRoute } from './pages/appointments/route.ts'
import { auditRoute } from './pages/audit/route.ts'
import { checklistRoute, checklistsRoute } from './pages/checklists/route.ts'
import { checkRoute, checksRoute, sheetRoute } from './pages/checks/route.ts'
import { devicesRoute } from './pages/devices/route.ts'
import { disputeRoute, disputesRoute } from './pages/disputes/route.ts'
import { divisionsRoute } from './pages/divisions/route.ts'
import { dueRoute } from './pages/due/route.ts'
import { dutiesRoute } from './pages/duties/route.ts'
import { firstRunRoute } from './pages/first-run/route.ts'
import { followUpsRoute, intakeRoute } from './pages/follow-ups/route.ts'
import { importRoute } from './pages/import/route.ts'
import { incidentsRoute } from './pages/incidents/route.ts'
import { labelsRoute } from './pages/labels/route.ts'
import { mapRoute } from './pages/map/route.ts'
import { membersRoute } from './pages/members/route.ts'
import { placeRoute } from './pages/place/route.ts'
import { placesRoute } from './pages/places/route.ts'
import { settingsRoute } from './pages/settings/route.ts'
import { shiftRoute, villageCardRoute } from './pages/shift/route.ts'
import { signInRoute } from './pages/sign-in/route.ts'
import { streaksRoute } from './pages/streaks/route.ts'
import { tiersRoute } from './pages/tiers/route.ts'
import { todayRoute } from './pages/today/route.ts'
import { roundRoute, roundsRoute } from './pages/visits/rounds/route.ts'
import { visitsRoute } from './pages/visits/route.ts'
import { lostRoute, rootRoute, shellRoute } from './routes/root.ts'
import { parseSearch, stringifySearch } from './search-params.ts'
import { RouteProblem } from './shell/route-problem.tsx'

/** Every page of the console. A new page is a route.ts in its folder and a line here. */
const routeTree = rootRoute.addChildren([
  signInRoute,
  firstRunRoute,
  shellRoute.addChildren([
    todayRoute,
    dueRoute,
    dutiesRoute,
    followUpsRoute,
    intakeRoute,
    disputesRoute,
    disputeRoute,
    placesRoute,
    placeRoute,
    mapRoute,
    labelsRoute,
    visitsRoute,
    roundsRoute,
    roundRoute,
    checksRoute,
    checkRoute,
    sheetRoute,
    checklistsRoute,
    checklistRoute,
    incidentsRoute,
    streaksRoute,
    appointmentsRoute,
    tiersRoute,
    shiftRoute,
    villageCardRoute,
    membersRoute,
    devicesRoute,
    divisionsRoute,
    importRoute,
    settingsRoute,
    auditRoute,
    accountRoute,
    lostRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  // inside the frame: the navigation stays
  defaultErrorComponent: RouteProblem,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  // nothing is shown in place of a page that arrives within this time
  defaultPendingMs: 300,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
