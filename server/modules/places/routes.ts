import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { closePlace, mergePlace, reopenPlace } from './closing.ts'
import { readContact, removeContact, setContact } from './contact.ts'
import { getPlace } from './detail.ts'
import { findPlaces } from './list.ts'
import { readMap } from './map.ts'
import { mapPlaces } from './map-schema.ts'
import { makeResponsible } from './responsibility.ts'
import * as shape from './schema.ts'
import { searchPlaces } from './search.ts'
import { changeVillage, confirmPlace, correctPlace, createPlace, recordFact } from './service.ts'
import { findTimeline } from './timeline.ts'
import { villageRoutes } from './village-routes.ts'

const entryParams = z.object({ id: z.uuid(), entryId: z.uuid() })

const reading: readonly Route[] = [
  route({
    method: 'GET',
    url: '/places',
    permission: 'place.read',
    summary: 'Places by kind, village, community, tier, owner; by pinyin, or the strictest first',
    query: shape.placeQuery,
    reply: shape.placePage,
    handle: (ctx, { query }) => findPlaces(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/places/search',
    permission: 'place.read',
    summary: 'Places by a piece of the name, its pinyin or its initials; best first',
    query: shape.searchQuery,
    reply: shape.foundPlaces,
    handle: (ctx, { query }) => searchPlaces(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/places/:id',
    permission: 'division.read',
    summary: 'A place’s page; without place.read only a village’s or community’s, without what is owed there',
    params: idParams,
    reply: shape.placeDetail,
    handle: (ctx, { params }) => getPlace(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/places/:id/timeline',
    permission: 'place.read',
    summary: 'All entries of a place, the latest first; what of them one reads depends on the role',
    params: idParams,
    query: shape.timelineQuery,
    reply: shape.timelinePage,
    handle: (ctx, { params, query }) => findTimeline(ctx, params.id, query),
  }),
  route({
    method: 'GET',
    url: '/places/:id/contact',
    permission: 'contact.read',
    summary: 'The contact in full, for a purpose; the reading is logged',
    params: idParams,
    query: shape.contactQuery,
    reply: shape.contactReply,
    handle: (ctx, { params, query, reply }) => {
      reply.header('cache-control', 'no-store')
      return readContact(ctx, params.id, query)
    },
  }),
  route({
    method: 'GET',
    url: '/map/places',
    permission: 'place.read',
    summary: 'Positions of all open places in columns; answers 304 while no place has changed',
    reply: mapPlaces,
    handle: async (ctx, { request, reply }) => {
      const { etag, gzipped } = await readMap(ctx)
      reply.header('etag', etag).header('cache-control', 'private, no-cache').header('vary', 'cookie')
      if (request.headers['if-none-match'] === etag) return reply.status(304).send()
      return reply.header('content-type', 'application/json').header('content-encoding', 'gzip').send(gzipped)
    },
  }),
]

const writing: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/places/:id',
    permission: 'place.write',
    summary: 'Enter a place',
    params: idParams,
    body: shape.createPlace,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => createPlace(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/corrections/:entryId',
    permission: 'place.write',
    summary: 'Correct name, kind, position, hint or external id, on top of the version that was read',
    params: entryParams,
    body: shape.correctPlace,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => correctPlace(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/village-changes/:entryId',
    permission: 'place.write',
    summary: 'Put a place into another village; its past stays',
    params: entryParams,
    body: shape.changeVillage,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => changeVillage(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/facts/:entryId',
    permission: 'place.write',
    summary: 'Record a fact as seen on a day',
    params: entryParams,
    body: shape.recordFact,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => recordFact(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/confirmations/:entryId',
    permission: 'place.write',
    summary: 'Base data seen and found unchanged',
    params: entryParams,
    body: shape.confirmPlace,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => confirmPlace(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/closings/:entryId',
    permission: 'place.close',
    summary: 'Close a place',
    params: entryParams,
    body: shape.giveReason,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => closePlace(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/reopenings/:entryId',
    permission: 'place.close',
    summary: 'Open a closed place again',
    params: entryParams,
    body: shape.giveReason,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => reopenPlace(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/mergers/:entryId',
    permission: 'place.merge',
    summary: 'Merge this record of a place into another one, which stays',
    params: entryParams,
    body: shape.mergePlace,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => mergePlace(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/contacts/:entryId',
    permission: 'place.write',
    summary: 'Name the place’s one contact',
    params: entryParams,
    body: shape.setContact,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => setContact(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/contact-removals/:entryId',
    permission: 'place.write',
    summary: 'Take the contact away and destroy its key',
    params: entryParams,
    body: shape.giveReason,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => removeContact(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/places/:id/responsibilities/:entryId',
    permission: 'roster.write',
    summary: 'Make a member responsible for a place, or the community officer of a village, from a day on',
    params: entryParams,
    body: shape.makeResponsible,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => makeResponsible(ctx, params.id, params.entryId, body),
  }),
]

export const placeRoutes: readonly Route[] = [...reading, ...writing, ...villageRoutes]
