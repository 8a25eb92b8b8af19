import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { oneOf, searchParams } from '../../search-params.ts'

export const shiftTabs = ['meeting', 'hand-over'] as const

export const shiftRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/shift',
  validateSearch: searchParams({ show: oneOf(shiftTabs) }),
  component: lazyRouteComponent(() => import('./shift-page.tsx'), 'ShiftPage'),
})

export const villageCardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/villages/$villageId/card',
  component: lazyRouteComponent(() => import('./village-card-page.tsx'), 'VillageCardPage'),
})
