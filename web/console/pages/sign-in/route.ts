import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../routes/root.ts'
import { searchParams, text } from '../../search-params.ts'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  /** `back`: where to go on after signing in; only addresses of this console are followed. */
  validateSearch: searchParams({ back: text }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})
