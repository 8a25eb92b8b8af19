import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const visitsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits',
  /** `record`: the form for a new visit is open, at `place` when given. */
  validateSearch: searchParams({
    record: flag,
    place: text,
    show: oneOf(['waiting', 'failed-twice']),
    from: text,
    to: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./visits-page.tsx'), 'VisitsPage'),
})
