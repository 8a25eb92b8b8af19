import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const dutiesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/duties',
  validateSearch: searchParams({
    tier: oneOf(['red', 'yellow', 'green', 'others']),
    missed: flag,
    owner: text,
    village: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./duties-page.tsx'), 'DutiesPage'),
})
