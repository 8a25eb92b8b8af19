import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { oneOf, searchParams, text } from '../../search-params.ts'

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  /** `show`: visiting rules unless told. `judging`: the run that brings the duties to what was changed. */
  validateSearch: searchParams({ show: oneOf(['campaigns', 'categories', 'clocks', 'station']), judging: text }),
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
})
