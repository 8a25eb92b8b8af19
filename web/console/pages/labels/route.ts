import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

/** Codes to print and hang up: of the places that a filter of their list finds, or of a line's kilometre posts. */
export const labelsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/labels',
  /** `posts`: a line's id; else the filters of the list of places. */
  validateSearch: searchParams({
    posts: text,
    search: text,
    kind: text,
    tier: oneOf(['red', 'yellow', 'green', 'none']),
    villageId: text,
    communityId: text,
    ownerId: text,
    lineId: text,
    missed: flag,
    confirmed: oneOf(['true', 'false']),
  }),
  component: lazyRouteComponent(() => import('./labels-page.tsx'), 'LabelsPage'),
})
