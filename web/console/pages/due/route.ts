import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'

export const dueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/due',
  component: lazyRouteComponent(() => import('./due-page.tsx'), 'DuePage'),
})
