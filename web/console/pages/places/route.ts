import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const placesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/places',
  /** `search` finds by name, pinyin and initials; `selected` is a place's id; `new`: the form for one is open. */
  validateSearch: searchParams({
    search: text,
    kind: text,
    tier: oneOf(['red', 'yellow', 'green', 'none']),
    villageId: text,
    communityId: text,
    ownerId: text,
    lineId: text,
    closed: oneOf(['true', 'all']),
    missed: flag,
    confirmed: oneOf(['true', 'false']),
    sort: oneOf(['pinyin', 'name', 'tier']),
    selected: text,
    new: flag,
  }),
  component: lazyRouteComponent(() => import('./places-page.tsx'), 'PlacesPage'),
})
