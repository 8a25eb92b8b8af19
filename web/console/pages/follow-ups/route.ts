import { findingKinds, topics, urgencies } from '@sifang/domain/findings'
import { followUpSubjects } from '@sifang/domain/follow-ups'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { stages } from '../../api/follow-ups.ts'
import { shellRoute } from '../../routes/root.ts'
import { flag, oneOf, searchParams, text } from '../../search-params.ts'

export const followUpsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/follow-ups',
  /** The filters are named as the API names them; `mine`: of whoever looks; `selected` is a follow-up's id. */
  validateSearch: searchParams({
    stage: oneOf(stages),
    subject: oneOf(followUpSubjects),
    urgency: oneOf(urgencies),
    topic: oneOf(topics),
    villageId: text,
    placeId: text,
    overdue: flag,
    mine: flag,
    part: oneOf(['reported', 'handled']),
    revisitOn: text,
    selected: text,
  }),
  component: lazyRouteComponent(() => import('./follow-ups-page.tsx'), 'FollowUpsPage'),
})

/** 收件; from a visit or a place what was found there. */
export const intakeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/intake',
  validateSearch: searchParams({ placeId: text, visitId: text, kind: oneOf(findingKinds) }),
  component: lazyRouteComponent(() => import('./intake/intake-page.tsx'), 'IntakePage'),
})
