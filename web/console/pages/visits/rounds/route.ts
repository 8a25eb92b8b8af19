import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../../routes/root.ts'
import { oneOf, searchParams, text } from '../../../search-params.ts'

/** Choosing due places for a numbered list; the filters are the due list's. */
export const roundsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits/round-lists',
  validateSearch: searchParams({ ownerId: text, villageId: text, tier: oneOf(['red', 'yellow', 'green', 'none']) }),
  component: lazyRouteComponent(() => import('./rounds-page.tsx'), 'RoundsPage'),
})

/** One list by its number: the sheet to print, or the grid for entering it afterwards. */
export const roundRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits/round-lists/$number',
  validateSearch: searchParams({ show: oneOf(['enter']) }),
  component: lazyRouteComponent(() => import('./round-page.tsx'), 'RoundPage'),
})
