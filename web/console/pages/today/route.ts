import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { todayQuery } from '../../api/today.ts'
import { shellRoute } from '../../routes/root.ts'
import { searchParams, text } from '../../search-params.ts'

export const todayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: searchParams({ selected: text }),
  loader: ({ context }) => void context.queryClient.prefetchQuery(todayQuery),
  component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage'),
})
