import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { oneOf, searchParams, text, whole } from '../../search-params.ts'

export const streaksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/streaks',
  /** `show`: the figures unless told. `asOf`: today unless told. `year`: of the register. */
  validateSearch: searchParams({ show: oneOf(['register', 'picture']), asOf: text, selected: text, year: whole }),
  component: lazyRouteComponent(() => import('./streaks-page.tsx'), 'StreaksPage'),
})
