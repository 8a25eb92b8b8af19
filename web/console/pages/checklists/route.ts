import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, searchParams, whole } from '../../search-params.ts'

/** Checklists; `form`: an XLSForm is read. */
export const checklistsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/checklists',
  validateSearch: searchParams({ form: flag }),
  component: lazyRouteComponent(() => import('./checklists-page.tsx'), 'ChecklistsPage'),
})

/** One checklist in the version that stands or another one; the id `new` is one that is being made. */
export const checklistRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/checklists/$checklistId',
  validateSearch: searchParams({ version: whole }),
  component: lazyRouteComponent(() => import('./checklist-page.tsx'), 'ChecklistPage'),
})
