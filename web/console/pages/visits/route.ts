import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, searchParams, text } from '../../search-params.ts'

export const visitsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits',
  /** `record`: the form for a new visit is open, at `place` when given. */
  validateSearch: searchParams({ record: flag, place: text }),
  component: lazyRouteComponent(() => import('./visits-page.tsx'), 'VisitsPage'),
})
