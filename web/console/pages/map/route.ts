import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const mapRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/map',
  /** The filters of the list of places; `selected` is a place's id. */
  validateSearch: searchParams({
    search: text,
    kind: text,
    tier: oneOf(['red', 'yellow', 'green', 'none']),
    villageId: text,
    communityId: text,
    ownerId: text,
    lineId: text,
    missed: flag,
    confirmed: oneOf(['true', 'false']),
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./map-page.tsx'), 'MapPage'),
})
