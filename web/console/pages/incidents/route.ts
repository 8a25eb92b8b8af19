import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'

export const incidentsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/incidents',
  component: lazyRouteComponent(() => import('./incidents-page.tsx'), 'IncidentsPage'),
})
