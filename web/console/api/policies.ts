import type { Body, Reply } from '@sifang/client'
import { queryOptions } from '@tanstack/react-query'
import { isPoll } from './attendance.ts'
import { api } from './client.ts'

export type PolicyLine = Reply<'/policies'>['lines'][number]
export type PolicyTarget = PolicyLine['target']
/** How a campaign stands. */
export type CampaignProgress = NonNullable<PolicyLine['progress']>
export type PolicyVersion = PolicyLine['versions'][number]

export const policiesQuery = queryOptions({
  queryKey: ['policy', 'list'],
  queryFn: ({ signal }) => api.get('/policies', { signal }),
  meta: { reads: ['duty', 'visit', 'excusal', 'place'] },
})

/** A line for one kind of place. */
export type KindLine = Body<'/policies/{id}', 'put'>

export type CalendarPeriod = KindLine['period']
export const calendarPeriods = ['week', 'half-month', 'month', 'quarter'] as const satisfies readonly CalendarPeriod[]

/** At least `visits` in each period; no kinds: any kind; no roles: anybody. */
export type Ask = Pick<KindLine, 'visits' | 'visitKinds' | 'presentRoles'>

export function addKindLine(id: string, line: KindLine) {
  return api.put('/policies/{id}', { path: { id }, body: line })
}

export type Campaign = Body<'/campaigns/{id}', 'put'>

export function addCampaign(id: string, campaign: Campaign) {
  return api.put('/campaigns/{id}', { path: { id }, body: campaign })
}

export type NewVersion = Body<'/policies/{id}/versions', 'post'>

export function addVersion(lineId: string, version: NewVersion) {
  return api.post('/policies/{id}/versions', { path: { id: lineId }, body: version })
}

export type Judging = Reply<'/judgings/{id}'>

/** How far the duties have been brought to a new policy; asked each second until they stand. */
export function judgingQuery(id: string) {
  return queryOptions({
    queryKey: ['judging', id],
    queryFn: (asked) => api.get('/judgings/{id}', { path: { id }, signal: asked.signal, background: isPoll(asked) }),
    refetchInterval: ({ state }) => (state.data?.finished ? false : 1000),
  })
}
