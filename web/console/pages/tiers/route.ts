import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'

export const tiersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tiers',
  component: lazyRouteComponent(() => import('./tiers-page.tsx'), 'TiersPage'),
})
