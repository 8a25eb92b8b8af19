import { idParams, type Route, route } from '../../platform/http/route.ts'
import {
  bookingOpened,
  bookingReply,
  makeBooking as makeBody,
  markBooking as markBody,
  moveBooking as moveBody,
} from './booking-schema.ts'
import { cancelBooking, makeBooking, markBooking, moveBooking, readBooking, tellOfMove } from './bookings.ts'
import { readSealed, step } from './schema.ts'

export const bookingRoutes: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/bookings/:id',
    permission: 'booking.write',
    summary: 'Take a booking down; a full slot is refused with those that stand',
    params: idParams,
    body: makeBody,
    reply: bookingReply,
    handle: (ctx, { params, body }) => makeBooking(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/bookings/:id/moves',
    permission: 'booking.write',
    summary: 'Move a booking to another slot',
    params: idParams,
    body: moveBody,
    reply: bookingReply,
    handle: (ctx, { params, body }) => moveBooking(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/bookings/:id/cancellations',
    permission: 'booking.write',
    summary: 'Cancel a booking; its place is free again',
    params: idParams,
    body: step,
    reply: bookingReply,
    handle: (ctx, { params, body }) => cancelBooking(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/bookings/:id/tellings',
    permission: 'booking.write',
    summary: 'Tick off that whoever booked was told: the appointment was moved',
    params: idParams,
    body: step,
    reply: bookingReply,
    handle: (ctx, { params, body }) => tellOfMove(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/bookings/:id/attendances',
    permission: 'appointment.plan',
    summary: 'Whether somebody came; may be put right until the appointment is closed',
    params: idParams,
    body: markBody,
    reply: bookingReply,
    handle: (ctx, { params, body }) => markBooking(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/bookings/:id/readings',
    permission: 'booking.write',
    summary: 'Who asked and what for, for a purpose; the reading is logged',
    params: idParams,
    body: readSealed,
    reply: bookingOpened,
    handle: (ctx, { params, body }) => readBooking(ctx, params.id, body),
  }),
]
