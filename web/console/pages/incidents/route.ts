import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const incidentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/incidents',
  /** `report`: the form for a new one is open, at `placeId` and from `visitId` or `followUpId` when given. */
  validateSearch: searchParams({
    status: oneOf(['reported', 'verified', 'rejected']),
    category: text,
    villageId: text,
    report: flag,
    placeId: text,
    visitId: text,
    followUpId: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./incidents-page.tsx'), 'IncidentsPage'),
})
