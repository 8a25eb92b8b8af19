import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { searchParams, text } from '../../search-params.ts'

export const placeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/places/$placeId',
  /** `show`: the kind of entries that the timeline shows. */
  validateSearch: searchParams({ show: text }),
  component: lazyRouteComponent(() => import('./place-page.tsx'), 'PlacePage'),
})
