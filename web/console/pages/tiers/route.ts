import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { oneOf, searchParams, text } from '../../search-params.ts'

export const tiersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tiers',
  /** What waits for a decision: proposals, red places due for review, excusals. */
  validateSearch: searchParams({ show: oneOf(['proposals', 'red-reviews', 'excusals']), selected: text }),
  component: lazyRouteComponent(() => import('./tiers-page.tsx'), 'TiersPage'),
})
