import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const membersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/members',
  /** `show`: which side of the page; `week`: the Monday of the shift list; `new`: the form is open. */
  validateSearch: searchParams({
    role: text,
    villageId: text,
    search: text,
    left: oneOf(['true']),
    show: oneOf(['teams', 'roster', 'coverage']),
    week: text,
    new: flag,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./members-page.tsx'), 'MembersPage'),
})
