import type { Body, Filter, Query, Reply, Row } from '@sifang/client'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import { pages } from './pages.ts'

/** Positions are WGS-84. */
export type Place = Row<'/places'>
export type Missed = NonNullable<Place['missed']>

/** With its facts, duties and tiers; the contact is masked. */
export type PlaceDetail = Reply<'/places/{id}'>
export type PlaceFact = PlaceDetail['facts'][number]
export type PlaceDuty = PlaceDetail['duties'][number]

/** As the address of a page says it. */
export type PlaceFilter = Omit<Filter<'/places'>, 'closed' | 'missed'> & {
  readonly closed?: 'true' | 'all' | undefined
  readonly missed?: true | undefined
}

const reads = ['visit', 'duty', 'incident', 'tier-proposal', 'policy', 'member', 'excusal']

/** Places as the filter asks; a search answers one page, best first. */
export function placesQuery(filter: PlaceFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['place', 'list', filter, limit],
    queryFn: ({ pageParam: after, signal }) => api.get('/places', { query: { ...filter, limit, after }, signal }),
    ...pages,
    placeholderData: keepPreviousData,
    meta: { reads },
  })
}

/** More than these are printed village by village. */
const mostPrinted = 1000

/** All places that a filter finds, for paper; `left`: there are more than one print holds. */
export function placesToPrintQuery(filter: PlaceFilter) {
  return queryOptions({
    queryKey: ['place', 'print', filter],
    queryFn: async ({ signal }) => {
      const rows: Place[] = []
      let after: string | undefined
      do {
        const page = await api.get('/places', { query: { ...filter, limit: 200, after }, signal })
        rows.push(...page.rows)
        after = page.next ?? undefined
      } while (after !== undefined && rows.length < mostPrinted)
      return { rows, left: after !== undefined }
    },
  })
}

export function placeQuery(id: string) {
  return queryOptions({
    queryKey: ['place', 'one', id],
    queryFn: ({ signal }) => api.get('/places/{id}', { path: { id }, signal }),
    meta: { reads },
  })
}

export type TimelineRow = Row<'/places/{id}/timeline'>

/** All entries of a place, the latest first; `kinds` separated by commas. */
export function timelineQuery(id: string, kinds: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['place', 'timeline', id, kinds ?? 'all'],
    queryFn: ({ pageParam: after, signal }) =>
      api.get('/places/{id}/timeline', { path: { id }, query: { kinds, limit: 40, after }, signal }),
    ...pages,
    placeholderData: keepPreviousData,
    meta: { reads },
  })
}

export type NewPlace = Body<'/places/{id}', 'put'>
export type Position = NonNullable<NewPlace['position']>

export function createPlace(id: string, place: NewPlace) {
  return api.put('/places/{id}', { path: { id }, body: place })
}

// Entries of a place, each under an id made with its form.

export type PlaceCorrection = Body<'/places/{id}/corrections/{entryId}', 'put'>

export function correctPlace(id: string, entryId: string, body: PlaceCorrection) {
  return api.put('/places/{id}/corrections/{entryId}', { path: { id, entryId }, body })
}

export function changeVillage(
  id: string,
  entryId: string,
  body: Body<'/places/{id}/village-changes/{entryId}', 'put'>,
) {
  return api.put('/places/{id}/village-changes/{entryId}', { path: { id, entryId }, body })
}

export type FactToRecord = Body<'/places/{id}/facts/{entryId}', 'put'>

export function recordFact(id: string, entryId: string, body: FactToRecord) {
  return api.put('/places/{id}/facts/{entryId}', { path: { id, entryId }, body })
}

export function confirmPlace(id: string, entryId: string, body: Body<'/places/{id}/confirmations/{entryId}', 'put'>) {
  return api.put('/places/{id}/confirmations/{entryId}', { path: { id, entryId }, body })
}

export function closePlace(id: string, entryId: string, body: Body<'/places/{id}/closings/{entryId}', 'put'>) {
  return api.put('/places/{id}/closings/{entryId}', { path: { id, entryId }, body })
}

export function reopenPlace(id: string, entryId: string, body: Body<'/places/{id}/reopenings/{entryId}', 'put'>) {
  return api.put('/places/{id}/reopenings/{entryId}', { path: { id, entryId }, body })
}

export function mergePlace(id: string, entryId: string, body: Body<'/places/{id}/mergers/{entryId}', 'put'>) {
  return api.put('/places/{id}/mergers/{entryId}', { path: { id, entryId }, body })
}

export function setContact(id: string, entryId: string, body: Body<'/places/{id}/contacts/{entryId}', 'put'>) {
  return api.put('/places/{id}/contacts/{entryId}', { path: { id, entryId }, body })
}

export function removeContact(
  id: string,
  entryId: string,
  body: Body<'/places/{id}/contact-removals/{entryId}', 'put'>,
) {
  return api.put('/places/{id}/contact-removals/{entryId}', { path: { id, entryId }, body })
}

export function makeResponsible(
  id: string,
  entryId: string,
  body: Body<'/places/{id}/responsibilities/{entryId}', 'put'>,
) {
  return api.put('/places/{id}/responsibilities/{entryId}', { path: { id, entryId }, body })
}

export type ContactPurpose = Query<'/places/{id}/contact'>['purpose']
export const contactPurposes = [
  'arrange-visit',
  'incident',
  'hazard',
  'check-data',
  'other',
] as const satisfies readonly ContactPurpose[]

/** The contact in full; the reading goes into the log. */
export function readContact(id: string, purpose: ContactPurpose, note: string | undefined) {
  return api.get('/places/{id}/contact', { path: { id }, query: { purpose, note } })
}
