import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { CheckPage } from './pages/check/check-page.tsx'
import { CheckInPage } from './pages/check-in/check-in-page.tsx'
import { EnrolAgainPage } from './pages/enrol/enrol-again-page.tsx'
import { FollowUpPage } from './pages/follow-up/follow-up-page.tsx'
import { StepPage } from './pages/follow-up/step-page.tsx'
import { InformalPage } from './pages/informal/informal-page.tsx'
import { LostPage } from './pages/lost-page.tsx'
import { HelpPage } from './pages/me/help-page.tsx'
import { MePage } from './pages/me/me-page.tsx'
import { MinePage } from './pages/mine/mine-page.tsx'
import { CorrectPage } from './pages/outbox/correct-page.tsx'
import { OutboxPage } from './pages/outbox/outbox-page.tsx'
import { FindPage } from './pages/places/find-page.tsx'
import { PlacePage } from './pages/places/place-page.tsx'
import { ReportPage } from './pages/report/report-page.tsx'
import { TodayPage } from './pages/today/today-page.tsx'
import { OneTrackPage } from './pages/track/one-track-page.tsx'
import { TrackPage } from './pages/track/track-page.tsx'
import { TracksPage } from './pages/track/tracks-page.tsx'
import { VisitPage } from './pages/visit/visit-page.tsx'
import { Frame } from './shell/frame.tsx'

const rootRoute = createRootRoute({ component: Frame, notFoundComponent: LostPage })
const at = <const P extends string>(path: P) => ({ getParentRoute: () => rootRoute, path })

export const todayRoute = createRoute({ ...at('/'), component: TodayPage })
/** The QR code of a place is this address. */
export const placeRoute = createRoute({ ...at('/p/$placeId'), component: PlacePage })
/** The QR code of a kilometre post. */
export const postRoute = createRoute({ ...at('/k/$lineId/$km'), component: CheckInPage })
/** From an enrolment's link, on a phone that is somebody's already. */
const enrolRoute = createRoute({
  ...at('/enrol'),
  beforeLoad: () => {
    throw redirect({ to: '/' })
  },
})

type ReportSearch = { readonly placeId?: string; readonly visitId?: string }

/** Every page of an open phone. */
const routeTree = rootRoute.addChildren([
  todayRoute,
  placeRoute,
  postRoute,
  enrolRoute,
  createRoute({ ...at('/places'), component: FindPage }),
  createRoute({ ...at('/visit/$placeId'), component: VisitPage }),
  createRoute({ ...at('/check/$placeId'), component: CheckPage }),
  createRoute({
    ...at('/report'),
    component: ReportPage,
    validateSearch: (given: Record<string, unknown>): ReportSearch => ({
      ...(typeof given.placeId === 'string' ? { placeId: given.placeId } : {}),
      ...(typeof given.visitId === 'string' ? { visitId: given.visitId } : {}),
    }),
  }),
  createRoute({ ...at('/informal'), component: InformalPage }),
  createRoute({ ...at('/mine'), component: MinePage }),
  createRoute({ ...at('/follow-ups/$id'), component: FollowUpPage }),
  createRoute({ ...at('/follow-ups/$id/$step'), component: StepPage }),
  createRoute({ ...at('/outbox'), component: OutboxPage }),
  createRoute({ ...at('/outbox/$id'), component: CorrectPage }),
  createRoute({ ...at('/check-in'), component: CheckInPage }),
  createRoute({ ...at('/track'), component: TrackPage }),
  createRoute({ ...at('/tracks'), component: TracksPage }),
  createRoute({ ...at('/tracks/$id'), component: OneTrackPage }),
  createRoute({ ...at('/me'), component: MePage }),
  createRoute({ ...at('/me/enrol'), component: EnrolAgainPage }),
  createRoute({ ...at('/me/help'), component: HelpPage }),
])

export const router = createRouter({ routeTree, basepath: '/field', scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
