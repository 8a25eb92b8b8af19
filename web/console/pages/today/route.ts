import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { type Me, meQuery } from '../../api/me.ts'
import { todayQuery } from '../../api/today.ts'
import { shellRoute } from '../../routes/root.ts'
import { searchParams, text } from '../../search-params.ts'
import { visiblePages } from '../../shell/pages.ts'

const search = searchParams({ selected: text })

export const todayRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  validateSearch: search,
  beforeLoad: ({ context }) => {
    goWhereAllowed(context.queryClient.getQueryData(meQuery.queryKey))
  },
  loader: ({ context }) => void context.queryClient.prefetchQuery(todayQuery),
  component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage'),
})

/** Today is the police's page; others start at the first page that they may see. */
function goWhereAllowed(me: Me | undefined): void {
  if (!me || me.permissions['today.read']) return
  const first = visiblePages(me.permissions)[0]
  if (first) throw redirect({ to: first.to })
}
