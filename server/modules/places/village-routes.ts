import { z } from 'zod'
import { idParams, type Route, route } from '../../platform/http/route.ts'
import * as shape from './schema.ts'
import {
  changeCommunity,
  createCommunity,
  createVillage,
  findCommunities,
  findVillages,
  getVillage,
} from './villages.ts'

export const villageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/villages',
    permission: 'place.read',
    summary: 'Villages by pinyin, with what lies in them',
    query: shape.divisionQuery,
    reply: shape.villageList,
    handle: (ctx, { query }) => findVillages(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/villages/:id',
    permission: 'place.read',
    summary: 'A village, who helps there, and how much is open in it',
    params: idParams,
    reply: shape.villageDetail,
    handle: (ctx, { params }) => getVillage(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/communities',
    permission: 'place.read',
    summary: 'Communities by pinyin',
    query: shape.divisionQuery,
    reply: shape.communityList,
    handle: (ctx, { query }) => findCommunities(ctx, query),
  }),
  route({
    method: 'PUT',
    url: '/villages/:id',
    permission: 'roster.write',
    summary: 'Enter a village',
    params: idParams,
    body: shape.createVillage,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => createVillage(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/communities/:id',
    permission: 'roster.write',
    summary: 'Make a community',
    params: idParams,
    body: shape.createCommunity,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => createCommunity(ctx, params.id, body),
  }),
  route({
    method: 'PUT',
    url: '/villages/:id/community-changes/:entryId',
    permission: 'roster.write',
    summary: 'Put a village into a community',
    params: z.object({ id: z.uuid(), entryId: z.uuid() }),
    body: shape.changeCommunity,
    reply: shape.placeReply,
    handle: (ctx, { params, body }) => changeCommunity(ctx, params.id, params.entryId, body),
  }),
]
