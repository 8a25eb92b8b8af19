import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

/** Targeted checks; `plan`: the form for a new one is open, at `placeId` when given. */
export const checksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/checks',
  validateSearch: searchParams({
    state: oneOf(['planned', 'under-way', 'complete', 'withdrawn']),
    placeId: text,
    plan: flag,
  }),
  component: lazyRouteComponent(() => import('./checks-page.tsx'), 'ChecksPage'),
})

/** One check with its places; `change`: the form for its plan is open. */
export const checkRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/checks/$checkId',
  validateSearch: searchParams({ change: flag }),
  component: lazyRouteComponent(() => import('./check-page.tsx'), 'CheckPage'),
})

/** One place of a check: filled in and signed, or what came of it. */
export const sheetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/checks/$checkId/places/$placeId',
  component: lazyRouteComponent(() => import('./sheet/sheet-page.tsx'), 'SheetPage'),
})
