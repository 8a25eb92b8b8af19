import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const tiersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tiers',
  /**
   * What waits for a decision: proposals (unless told), red places due for review, excusals, late visits, incidents.
   * `all`: decided proposals too. `decided`: excusals that were decided. `propose`: the form for a proposal is open, for `placeId` when given.
   */
  validateSearch: searchParams({
    show: oneOf(['proposals', 'red-reviews', 'excusals', 'late-visits', 'incidents']),
    all: flag,
    decided: flag,
    propose: flag,
    placeId: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./tiers-page.tsx'), 'TiersPage'),
})
