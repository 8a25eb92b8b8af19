import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const appointmentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/appointments',
  /** `plan`: the form for a new one is open, for `day` of `rhythm` on `on` when given. */
  validateSearch: searchParams({
    show: oneOf(['past', 'promises', 'published', 'rhythms']),
    villageId: text,
    closed: flag,
    plan: flag,
    rhythm: text,
    day: text,
    on: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./appointments-page.tsx'), 'AppointmentsPage'),
})
