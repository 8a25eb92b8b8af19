import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const visitsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits',
  /**
   * The filters are named as the API names them; `failedTwice` is the list of Today. `record`: the form for a new
   * visit is open, at `placeId` when given.
   */
  validateSearch: searchParams({
    placeId: text,
    memberId: text,
    kind: oneOf(['canvass', 'patrol', 'targeted', 'appointment']),
    outcome: oneOf(['met', 'inspected', 'outside-look', 'failed']),
    waiting: flag,
    failedTwice: flag,
    record: flag,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./visits-page.tsx'), 'VisitsPage'),
})
