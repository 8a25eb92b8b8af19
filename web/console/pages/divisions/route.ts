import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const divisionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/divisions',
  /** `show`: which side of the page; `closed`: closed ones too; `selected`: a line's id. */
  validateSearch: searchParams({ show: oneOf(['lines']), closed: flag, selected: text }),
  component: lazyRouteComponent(() => import('./divisions-page.tsx'), 'DivisionsPage'),
})
