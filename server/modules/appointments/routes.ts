import { download, idParams, type Route, route } from '../../platform/http/route.ts'
import { putOnAgenda, takeOffAgenda } from './agenda.ts'
import {
  decideItem as decideBody,
  decidedReply,
  itemOpened,
  itemReply,
  putOnAgenda as putBody,
} from './agenda-schema.ts'
import { bookingRoutes } from './booking-routes.ts'
import { readAppointment } from './detail.ts'
import { findAppointments } from './list.ts'
import { readMinute, readSealedMinute } from './minute.ts'
import { moveAppointment, takeSlotAway } from './moves.ts'
import { decideItem, readItem } from './outcomes.ts'
import { promiseRoutes } from './promise-routes.ts'
import * as shape from './schema.ts'
import { addSlots, callOff, closeAppointment, holdAppointment, openAppointment, planAppointment } from './service.ts'

const planning: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/appointments/:id',
    permission: 'appointment.plan',
    summary: 'Plan an appointment with its slots',
    params: idParams,
    body: shape.planAppointment,
    reply: shape.appointmentReply,
    handle: (ctx, { params, body }) => planAppointment(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/openings',
    permission: 'appointment.plan',
    summary: 'Let people book a planned appointment',
    params: idParams,
    body: shape.step,
    reply: shape.appointmentReply,
    handle: (ctx, { params, body }) => openAppointment(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/slots',
    permission: 'appointment.plan',
    summary: 'Add slots to an appointment that is ahead',
    params: idParams,
    body: shape.addSlots,
    reply: shape.appointmentReply,
    handle: (ctx, { params, body }) => addSlots(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/slot-removals',
    permission: 'appointment.plan',
    summary: 'Take away a slot that nobody has booked',
    params: idParams,
    body: shape.removeSlot,
    reply: shape.appointmentReply,
    handle: (ctx, { params, body }) => takeSlotAway(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/moves',
    permission: 'appointment.plan',
    summary: 'Another day, hours or place; bookings move along, the reply says whom to tell',
    params: idParams,
    body: shape.moveAppointment,
    reply: shape.movedReply,
    handle: (ctx, { params, body }) => moveAppointment(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/calling-offs',
    permission: 'appointment.plan',
    summary: 'Call an appointment off in which no booking stands',
    params: idParams,
    body: shape.callOff,
    reply: shape.appointmentReply,
    handle: (ctx, { params, body }) => callOff(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/holdings',
    permission: 'appointment.plan',
    summary: 'It took place: a visit at each community and village that it served; the agenda is numbered',
    params: idParams,
    body: shape.holdAppointment,
    reply: shape.heldReply,
    handle: (ctx, { params, body }) => holdAppointment(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/closings',
    permission: 'appointment.plan',
    summary: 'Close an appointment: minuted, nothing in it changes any more',
    params: idParams,
    body: shape.closeAppointment,
    reply: shape.appointmentReply,
    handle: (ctx, { params, body }) => closeAppointment(ctx, params.id, body),
  }),
]

const reading: readonly Route[] = [
  route({
    method: 'GET',
    url: '/appointments',
    permission: 'appointment.read',
    summary: 'Appointments that are not done with, or past ones',
    query: shape.appointmentQuery,
    reply: shape.appointmentPage,
    handle: (ctx, { query }) => findAppointments(ctx, query),
  }),
  route({
    method: 'GET',
    url: '/appointments/:id',
    permission: 'appointment.read',
    summary: 'One appointment with its slots, bookings and agenda, without names of those who come',
    params: idParams,
    reply: shape.appointmentDetail,
    handle: (ctx, { params }) => readAppointment(ctx, params.id),
  }),
  route({
    method: 'GET',
    url: '/appointments/:id/minute',
    permission: 'appointment.plan',
    summary: 'The minute as .docx, without names of those who reported or came',
    params: idParams,
    reply: download,
    handle: (ctx, { params }) => readMinute(ctx, params.id),
  }),
  route({
    method: 'POST',
    url: '/appointments/:id/sealed-minutes',
    permission: 'appointment.plan',
    summary: 'The minute with the names of those who came, for a purpose; the reading is logged',
    params: idParams,
    body: shape.readSealed,
    reply: download,
    handle: (ctx, { params, body }) => readSealedMinute(ctx, params.id, body),
  }),
]

const agenda: readonly Route[] = [
  route({
    method: 'PUT',
    url: '/agenda-items/:id',
    permission: 'appointment.plan',
    summary: 'Put something onto the agenda by hand',
    params: idParams,
    body: putBody,
    reply: itemReply,
    handle: (ctx, { params, body }) => putOnAgenda(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/agenda-items/:id/removals',
    permission: 'appointment.plan',
    summary: 'Take off again what was put on by hand',
    params: idParams,
    body: shape.step,
    reply: itemReply,
    handle: (ctx, { params, body }) => takeOffAgenda(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/agenda-items/:id/outcomes',
    permission: 'appointment.plan',
    summary: 'What became of an item: promised with a day, answered, settled, or taken up again next time',
    params: idParams,
    body: decideBody,
    reply: decidedReply,
    handle: (ctx, { params, body }) => decideItem(ctx, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/agenda-items/:id/readings',
    permission: 'appointment.plan',
    summary: 'What an item is about and what was answered, for a purpose; the reading is logged',
    params: idParams,
    body: shape.readSealed,
    reply: itemOpened,
    handle: (ctx, { params, body }) => readItem(ctx, params.id, body),
  }),
]

export const appointmentRoutes: readonly Route[] = [
  ...planning,
  ...reading,
  ...agenda,
  ...bookingRoutes,
  ...promiseRoutes,
]
