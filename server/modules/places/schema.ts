import { roles } from '@sifang/domain/members'
import { placeKinds } from '@sifang/domain/places/kinds'
import { timelineFilters } from '@sifang/domain/timeline'
import { z } from 'zod'
import { countedPage, flag, page, pageQuery } from '../../platform/http/route.ts'

export const tier = z.enum(['red', 'yellow', 'green'])
export const placeKind = z.enum(placeKinds.map(({ kind }) => kind))

/** WGS-84, somewhere in China: swapped coordinates are refused by their ranges. */
export const position = z.object({
  latitude: z.number().min(3).max(54),
  longitude: z.number().min(73).max(136),
})

const name = z.string().trim().min(1).max(60)
const hint = z.string().trim().max(120)
const code = z.string().trim().min(1).max(60)
const reason = z.string().trim().min(2).max(500)
const basedOn = z.int().min(1)
export const person = z.object({ id: z.uuid(), name: z.string() })

// ── facts: dated; of each key the one recorded last stands ──

export const yesNoFacts = [
  'vacant',
  'largeVehicleAccess',
  'let',
  'camera',
  'guarded',
  'storesFuel',
  'openAtNight',
  'residentsCommittee',
] as const
export const countFacts = ['employees', 'households', 'naturalVillages'] as const

export const factValue = z.discriminatedUnion('key', [
  z.object({ key: z.enum(yesNoFacts), value: z.boolean() }),
  z.object({ key: z.enum(countFacts), value: z.int().min(0).max(100_000) }),
])
export type FactValue = z.output<typeof factValue>

/** `confirmedOn`: the day somebody last saw that it is so; today unless told. */
export const recordFact = z.intersection(factValue, z.object({ confirmedOn: z.iso.date().optional() }))
export type RecordFact = z.output<typeof recordFact>

// ── commands ──

export const createPlace = z.object({
  kind: placeKind,
  name,
  villageId: z.uuid(),
  position: position.optional(),
  addressHint: hint.optional(),
  externalId: code.optional(),
  vacant: z.boolean().optional(),
  largeVehicleAccess: z.boolean().optional(),
})
export type CreatePlace = z.output<typeof createPlace>

export const createVillage = z.object({
  name,
  communityId: z.uuid().optional(),
  divisionCode: code.optional(),
  position: position.optional(),
})
export type CreateVillage = z.output<typeof createVillage>

export const createCommunity = z.object({ name, divisionCode: code.optional() })
export type CreateCommunity = z.output<typeof createCommunity>

/** What is left out stays; null takes it away. */
export const correctPlace = z.object({
  basedOn,
  name: name.optional(),
  kind: placeKind.optional(),
  addressHint: hint.nullable().optional(),
  position: position.nullable().optional(),
  externalId: code.nullable().optional(),
  divisionCode: code.nullable().optional(),
})
export type CorrectPlace = z.output<typeof correctPlace>

export const changeVillage = z.object({ basedOn, villageId: z.uuid() })
export type ChangeVillage = z.output<typeof changeVillage>
export const changeCommunity = z.object({ basedOn, communityId: z.uuid().nullable() })
export type ChangeCommunity = z.output<typeof changeCommunity>

export const giveReason = z.object({ reason })
export type GiveReason = z.output<typeof giveReason>
export const mergePlace = z.object({ intoId: z.uuid(), reason })
export type MergePlace = z.output<typeof mergePlace>
export const confirmPlace = z.object({ confirmedOn: z.iso.date().optional() })
export type ConfirmPlace = z.output<typeof confirmPlace>

/** `memberId` null: nobody by name from that day on. */
export const makeResponsible = z.object({ memberId: z.uuid().nullable(), fromDay: z.iso.date() })
export type MakeResponsible = z.output<typeof makeResponsible>

export const placeReply = z.object({ id: z.uuid(), version: z.number().int() })

// ── contact ──

export const setContact = z.object({
  name: z.string().trim().min(1).max(30),
  phone: z
    .string()
    .trim()
    .regex(/^[\d+][\d -]{2,19}$/)
    .nullable(),
})
export type SetContact = z.output<typeof setContact>

/** Why a contact is read. `other` needs words. */
export const contactPurposes = ['arrange-visit', 'incident', 'hazard', 'check-data', 'other'] as const
export const contactQuery = z
  .object({ purpose: z.enum(contactPurposes), note: z.string().trim().max(200).optional() })
  .refine(({ purpose, note }) => purpose !== 'other' || (note ?? '').length >= 2, { path: ['note'] })
export type ContactQuery = z.output<typeof contactQuery>
export const contactReply = z.object({ name: z.string(), phone: z.string().nullable() })

// ── reading ──

/** The last missed window of a place when nothing has counted since: 漏访. */
const missed = z.object({ period: z.string(), periodStart: z.iso.date(), until: z.iso.date() })

export const placeRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  communityId: z.uuid().nullable(),
  communityName: z.string().nullable(),
  tier: tier.nullable(),
  tierSince: z.iso.datetime().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  ownerId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  lastVisitAt: z.iso.datetime().nullable(),
  confirmedOn: z.iso.date().nullable(),
  closedAt: z.iso.datetime().nullable(),
  missed: missed.nullable(),
  version: z.number().int(),
})
export const placePage = countedPage(placeRow)

export const placeQuery = pageQuery.extend({
  /** One kind or several, separated by commas. */
  kind: z.string().max(400).optional(),
  villageId: z.uuid().optional(),
  communityId: z.uuid().optional(),
  tier: z.enum(['red', 'yellow', 'green', 'none']).optional(),
  ownerId: z.uuid().optional(),
  lineId: z.uuid().optional(),
  /** Open places unless told. */
  closed: z.enum(['false', 'true', 'all']).default('false'),
  missed: flag.optional(),
  /** Of places with a tier: whether what is known of them was confirmed in the last 90 days, as Today counts them. */
  confirmed: z.enum(['true', 'false']).optional(),
  /** By name is by pinyin: there is no other order of Chinese names that people know. */
  sort: z.enum(['pinyin', 'name', 'tier']).default('pinyin'),
  /** A piece of a name: the answer is one page, best first. */
  search: z.string().max(100).optional(),
})
export type PlaceQuery = z.output<typeof placeQuery>

export const searchQuery = z.object({
  q: z.string().max(100),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  closed: flag.default(false),
})
export type SearchQuery = z.output<typeof searchQuery>

export const foundPlace = z.object({
  id: z.uuid(),
  kind: z.string(),
  name: z.string(),
  villageId: z.uuid().nullable(),
  villageName: z.string().nullable(),
  tier: tier.nullable(),
  closed: z.boolean(),
})
export const foundPlaces = z.object({ rows: z.array(foundPlace) })

export const placeDetail = placeRow.extend({
  addressHint: z.string().nullable(),
  divisionCode: z.string().nullable(),
  externalId: z.string().nullable(),
  line: z
    .object({ id: z.uuid(), name: z.string(), fromKm: z.number().nullable(), toKm: z.number().nullable() })
    .nullable(),
  facts: z.array(
    z.object({ key: z.string(), value: z.union([z.boolean(), z.number(), z.string()]), confirmedOn: z.iso.date() }),
  ),
  /** Masked; in full by GET /places/:id/contact with a purpose. */
  contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** Made responsible by name; otherwise the owner follows from the village or the station. */
  responsible: person.extend({ fromDay: z.iso.date() }).nullable(),
  tierReason: z
    .object({ rule: z.string(), reason: z.string().nullable(), basisId: z.uuid().nullable(), at: z.iso.datetime() })
    .nullable(),
  tierHistory: z.array(
    z.object({
      tier,
      rule: z.string(),
      reason: z.string().nullable(),
      at: z.iso.datetime(),
      byName: z.string().nullable(),
    }),
  ),
  duties: z.array(
    z.object({
      lineId: z.uuid(),
      lineName: z.string(),
      period: z.string(),
      periodStart: z.iso.date(),
      from: z.iso.datetime(),
      until: z.iso.date(),
      daysLeft: z.number().int(),
      visits: z.number().int(),
      visitsDone: z.number().int(),
      state: z.enum(['open', 'fulfilled', 'excused']),
      ownerName: z.string().nullable(),
    }),
  ),
  mergedInto: person.nullable(),
  mergedFrom: z.array(person),
  createdAt: z.iso.datetime(),
})

export const timelineQuery = pageQuery.extend({
  /** Kinds of entry separated by commas; all that one may read unless told. */
  kinds: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(timelineFilters)))
    .optional(),
})
export type TimelineQuery = z.output<typeof timelineQuery>

export const timelineEntry = z.object({
  id: z.uuid(),
  kind: z.enum(timelineFilters),
  at: z.iso.datetime(),
  /** Where the entry was made, when that place was merged into this one. */
  formerPlaceName: z.string().nullable(),
  /** Who made it; null where one does not read names, or a rule made it at its time. */
  by: person.nullable(),
  mine: z.boolean(),
  /** By kind: see modules/places/README.md. */
  details: z.record(z.string(), z.json()),
})
export const timelinePage = page(timelineEntry)

const tierCounts = z.object({ red: z.number().int(), yellow: z.number().int(), green: z.number().int() })

/** Open ones unless told. */
export const divisionQuery = z.object({ closed: flag.default(false) })
export type DivisionQuery = z.output<typeof divisionQuery>

export const villageRow = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Entered like a village, and not counted among them. */
  residentsCommittee: z.boolean(),
  divisionCode: z.string().nullable(),
  communityId: z.uuid().nullable(),
  communityName: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  places: z.number().int(),
  byTier: tierCounts,
  officer: person.nullable(),
  volunteers: z.number().int(),
  lastVisitAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  version: z.number().int(),
})
export const villageList = z.object({ rows: z.array(villageRow) })
export const villageDetail = villageRow.extend({
  members: z.array(person.extend({ role: z.enum(roles) })),
  openDuties: z.number().int(),
})
export const communityList = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      villages: z.number().int(),
      places: z.number().int(),
      byTier: tierCounts,
      closedAt: z.iso.datetime().nullable(),
      version: z.number().int(),
    }),
  ),
})
