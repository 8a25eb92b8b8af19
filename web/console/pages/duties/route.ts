import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const dutiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/duties',
  /** The filters are named as the API names them; `selected` is a duty's key. */
  validateSearch: searchParams({
    tier: oneOf(['red', 'yellow', 'green', 'none']),
    missed: flag,
    ownerId: text,
    villageId: text,
    communityId: text,
    lineId: text,
    until: text,
    state: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./duties-page.tsx'), 'DutiesPage'),
})
