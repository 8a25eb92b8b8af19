import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { oneOf, searchParams, text } from '../../search-params.ts'

export const importRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/import',
  /** `sheet`: chosen for a new import; `selected`: an import's id; `show`: which of its rows. */
  validateSearch: searchParams({
    sheet: oneOf(['divisions', 'members', 'places', 'lines']),
    selected: text,
    show: oneOf(['bad', 'duplicate', 'ok']),
  }),
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
})
