import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { oneOf, searchParams, text } from '../../search-params.ts'

export const devicesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/devices',
  validateSearch: searchParams({ show: oneOf(['quarantine']), selected: text }),
  component: lazyRouteComponent(() => import('./devices-page.tsx'), 'DevicesPage'),
})
