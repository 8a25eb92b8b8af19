import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import { closePlace, reopenPlace } from './closing.ts'
import * as shape from './schema.ts'
import { correctPlace } from './service.ts'
import {
  changeCommunity,
  createCommunity,
  createVillage,
  findCommunities,
  findVillages,
  getVillage,
} from './villages.ts'

const entryParams = z.object({ id: z.uuid(), entryId: z.uuid() })

export const villageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/villages',
    permission: 'division.read',
    summary: 'Villages by pinyin, with what lies in them',
    query: shape.divisionQuery,
    reply: shape.villageList,
    handle: (ctx, { query }) => findVillages(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/villages/:id',
    permission: 'division.read',
    summary: 'A village, who helps there, and how much is open in it',
    params: idParams,
    reply: shape.villageDetail,
    handle: (ctx, { params }) => getVillage(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/communities',
    permission: 'division.read',
    summary: 'Communities by pinyin',
    query: shape.divisionQuery,
    reply: shape.communityList,
    handle: (ctx, { query }) => findCommunities(ctx, query),
  }),
  route({
    method: 'PUT',
    url: '/villages/:id',
    permission: 'division.write',
    summary: 'Enter a village',
    params: idParams,
    body: shape.createVillage,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => createVillage(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/communities/:id',
    permission: 'division.write',
    summary: 'Make a community',
    params: idParams,
    body: shape.createCommunity,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => createCommunity(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/villages/:id/community-changes/:entryId',
    permission: 'division.write',
    summary: 'Put a village into a community',
    params: entryParams,
    body: shape.changeCommunity,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => changeCommunity(ctx, params.id, params.entryId, body),
  }),
  // as a place's own, for those who divide the station and may read no places
  route({
    method: 'PUT',
    url: '/divisions/:id/corrections/:entryId',
    permission: 'division.write',
    summary: 'Correct name, code, position or hint of a village or community, on top of the version that was read',
    params: entryParams,
    body: shape.correctPlace,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => correctPlace(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/divisions/:id/closings/:entryId',
    permission: 'division.write',
    summary: 'Close a village or community in which nothing open lies',
    params: entryParams,
    body: shape.giveReason,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => closePlace(ctx, params.id, params.entryId, body),
  }),
  route({
    method: 'PUT',
    url: '/divisions/:id/reopenings/:entryId',
    permission: 'division.write',
    summary: 'Open a closed village or community again',
    params: entryParams,
    body: shape.giveReason,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => reopenPlace(ctx, params.id, params.entryId, body),
  }),
]
