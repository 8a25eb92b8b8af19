import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'

export const mapRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/map',
  component: lazyRouteComponent(() => import('./map-page.tsx'), 'MapPage'),
})
