import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'

export const placesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/places',
  component: lazyRouteComponent(() => import('./places-page.tsx'), 'PlacesPage'),
})
