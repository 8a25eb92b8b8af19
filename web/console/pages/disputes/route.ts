import { disputeCauses, disputeStates, procedures } from '@sifang/domain/disputes'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../routes/root.ts'
import { oneOf, searchParams, text } from '../../search-params.ts'

export const disputeTabs = ['list', 'register', 'statistics', 'committees'] as const

export const disputesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/disputes',
  /** The filters are named as the API names them; `month` of the register and the statistics. */
  validateSearch: searchParams({
    show: oneOf(disputeTabs),
    state: oneOf(disputeStates),
    procedure: oneOf(procedures),
    cause: oneOf(disputeCauses.map(({ id }) => id)),
    villageId: text,
    month: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./disputes-page.tsx'), 'DisputesPage'),
})

export const disputeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/disputes/$disputeId',
  component: lazyRouteComponent(() => import('./dispute-page.tsx'), 'DisputePage'),
})
