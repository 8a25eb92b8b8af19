import type { PlaceKind } from '@sifang/domain/places/kinds'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Page } from './duties.ts'
import { get, put } from './request.ts'
import type { Tier } from './today.ts'

export type Missed = { readonly period: string; readonly periodStart: string; readonly until: string }

export type Place = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly villageId: string | null
  readonly villageName: string | null
  readonly communityId: string | null
  readonly communityName: string | null
  readonly tier: Tier | null
  readonly tierSince: string | null
  /** WGS-84. */
  readonly latitude: number | null
  readonly longitude: number | null
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly lastVisitAt: string | null
  readonly confirmedOn: string | null
  readonly closedAt: string | null
  readonly missed: Missed | null
  readonly version: number
}

export type PlaceFact = {
  readonly key: string
  readonly value: boolean | number | string
  readonly confirmedOn: string
}

export type PlaceDuty = {
  readonly lineId: string
  readonly lineName: string
  readonly period: string
  readonly periodStart: string
  readonly from: string
  readonly until: string
  readonly daysLeft: number
  readonly visits: number
  readonly visitsDone: number
  readonly state: 'open' | 'fulfilled' | 'excused'
  readonly ownerName: string | null
}

type Named = { readonly id: string; readonly name: string }

export type PlaceDetail = Place & {
  readonly addressHint: string | null
  readonly divisionCode: string | null
  readonly externalId: string | null
  readonly line: (Named & { readonly fromKm: number | null; readonly toKm: number | null }) | null
  readonly facts: readonly PlaceFact[]
  /** Masked. */
  readonly contact: { readonly name: string; readonly phone: string } | null
  readonly responsible: (Named & { readonly fromDay: string }) | null
  readonly tierReason: {
    readonly rule: string
    readonly reason: string | null
    readonly basisId: string | null
    readonly at: string
  } | null
  readonly tierHistory: readonly {
    readonly tier: Tier
    readonly rule: string
    readonly reason: string | null
    readonly at: string
    readonly byName: string | null
  }[]
  readonly duties: readonly PlaceDuty[]
  readonly mergedInto: Named | null
  readonly mergedFrom: readonly Named[]
  readonly createdAt: string
}

export type PlaceFilter = {
  readonly search?: string | undefined
  readonly kind?: string | undefined
  readonly villageId?: string | undefined
  readonly communityId?: string | undefined
  readonly tier?: Tier | 'none' | undefined
  readonly ownerId?: string | undefined
  readonly lineId?: string | undefined
  readonly closed?: 'true' | 'all' | undefined
  readonly missed?: true | undefined
  readonly sort?: 'pinyin' | 'name' | 'tier' | undefined
}

const reads = ['visit', 'duty', 'incident', 'tier-proposal', 'policy', 'member', 'excusal']

/** Places as the filter asks; a search answers one page, best first. */
export function placesQuery(filter: PlaceFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['place', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Place>>('/places', { query: { ...filter, limit, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta: { reads },
  })
}

export function placeQuery(id: string) {
  return queryOptions({
    queryKey: ['place', 'one', id],
    queryFn: ({ signal }) => get<PlaceDetail>(`/places/${id}`, { signal }),
    meta: { reads },
  })
}

export type TimelineRow = {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly formerPlaceName: string | null
  readonly by: Named | null
  readonly mine: boolean
  readonly details: Readonly<Record<string, unknown>>
}

/** All entries of a place, the latest first; `kinds` separated by commas. */
export function timelineQuery(placeId: string, kinds: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['place', 'timeline', placeId, kinds ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      get<Page<TimelineRow>>(`/places/${placeId}/timeline`, {
        query: { kinds, limit: 40, after: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    meta: { reads },
  })
}

export type Position = { readonly latitude: number; readonly longitude: number }

export type NewPlace = {
  readonly kind: PlaceKind
  readonly name: string
  readonly villageId: string
  readonly position?: Position
  readonly addressHint?: string
  readonly vacant?: boolean
  readonly largeVehicleAccess?: boolean
}

type Reply = { readonly id: string; readonly version: number }

/** An entry of a place under an id made with the form. */
function entry<Body>(what: string) {
  return (placeId: string, entryId: string, body: Body): Promise<Reply> =>
    put(`/places/${placeId}/${what}/${entryId}`, body)
}

export function createPlace(id: string, place: NewPlace): Promise<Reply> {
  return put(`/places/${id}`, place)
}

export type PlaceCorrection = {
  readonly basedOn: number
  readonly name?: string
  readonly kind?: PlaceKind
  readonly addressHint?: string | null
  readonly position?: Position | null
  readonly externalId?: string | null
}

type Reason = { readonly reason: string }
export type FactToRecord = {
  readonly key: string
  readonly value: boolean | number
  readonly confirmedOn?: string
}

export const correctPlace = entry<PlaceCorrection>('corrections')
export const changeVillage = entry<{ readonly basedOn: number; readonly villageId: string }>('village-changes')
export const recordFact = entry<FactToRecord>('facts')
export const confirmPlace = entry<{ readonly confirmedOn?: string }>('confirmations')
export const closePlace = entry<Reason>('closings')
export const reopenPlace = entry<Reason>('reopenings')
export const mergePlace = entry<Reason & { readonly intoId: string }>('mergers')
export const setContact = entry<{ readonly name: string; readonly phone: string | null }>('contacts')
export const removeContact = entry<Reason>('contact-removals')
export const makeResponsible = entry<{ readonly memberId: string | null; readonly fromDay: string }>('responsibilities')

export const contactPurposes = ['arrange-visit', 'incident', 'hazard', 'check-data', 'other'] as const
export type ContactPurpose = (typeof contactPurposes)[number]

/** The contact in full; the reading goes into the log. */
export function readContact(placeId: string, purpose: ContactPurpose, note: string | undefined) {
  return get<{ readonly name: string; readonly phone: string | null }>(`/places/${placeId}/contact`, {
    query: { purpose, note },
  })
}

/** Proposes another tier; somebody else decides. */
export function proposeTier(
  id: string,
  proposal: {
    readonly placeId: string
    readonly tier: Tier
    readonly reason: string
    readonly lastDay: string
  },
): Promise<{ readonly id: string; readonly verdict: string }> {
  return put(`/tier-proposals/${id}`, proposal)
}
