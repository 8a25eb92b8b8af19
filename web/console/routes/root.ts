import { hasCode } from '@sifang/client'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { firstRunQuery } from '../api/first-run.ts'
import { isKeptToOwnAccount, meQuery } from '../api/me.ts'
import { NotFound } from '../shell/not-found.tsx'
import { RouteProblem } from '../shell/route-problem.tsx'

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: NotFound,
  errorComponent: RouteProblem,
})

/** Everything that needs somebody signed in: the parent of every feature page. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData(meQuery)
      if (isKeptToOwnAccount(me) && location.pathname !== '/account') throw redirect({ to: '/account' })
    } catch (thrown) {
      if (!hasCode(thrown, 'account/sign-in-needed')) throw thrown
      const first = await context.queryClient.ensureQueryData(firstRunQuery).catch(() => ({ needed: false }))
      if (first.needed) throw redirect({ to: '/first-run' })
      const back = location.href === '/' ? undefined : location.href
      throw redirect({ to: '/sign-in', search: { back } })
    }
  },
  component: lazyRouteComponent(() => import('../shell/shell.tsx'), 'Shell'),
})

/** Any other address, inside the frame. */
export const lostRoute = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFound })
