import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { searchParams, text } from '../../search-params.ts'

export const membersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/members',
  validateSearch: searchParams({ role: text, search: text, selected: text }),
  component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
})
