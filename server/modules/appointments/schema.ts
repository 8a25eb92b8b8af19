import {
  agendaOutcomes,
  appointmentKinds,
  appointmentStates,
  bookingChannels,
  bookingKinds,
  bookingStates,
  mostSlots,
} from '@sifang/domain/appointments'
import { findingKinds, urgencies } from '@sifang/domain/findings'
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'

const instant = z.iso.datetime({ offset: true })
const named = z.object({ id: z.uuid(), name: z.string() })
/** A command on something that stands: the id of what it appends. */
export const step = z.object({ id: z.uuid() })

export const newSlot = z.object({
  id: z.uuid(),
  startsAt: instant,
  endsAt: instant,
  /** How many bookings it takes. */
  capacity: z.number().int().min(1).max(50),
})

export const planAppointment = z.object({
  kind: z.enum(appointmentKinds),
  startsAt: instant,
  endsAt: instant,
  /** The village of a tour, or another place; left out: at the station. */
  placeId: z.uuid().optional(),
  /** Communities and villages that it is for; left out: a tour's village and its community, a fixed day's all communities. */
  serves: z.array(z.uuid()).max(60).optional(),
  hostId: z.uuid(),
  slots: z.array(newSlot).max(mostSlots),
  /** Takes bookings at once. */
  open: z.boolean().default(true),
  /** Which day of which rhythm it stands for. */
  rhythm: z.object({ id: z.uuid(), day: z.iso.date() }).optional(),
})
export type PlanAppointment = z.output<typeof planAppointment>

export const addSlots = z.object({ id: z.uuid(), slots: z.array(newSlot).min(1).max(mostSlots) })
export const removeSlot = z.object({ id: z.uuid(), slotId: z.uuid() })

/** Another day, other hours, another place. Slots and bookings move along. */
export const moveAppointment = z.object({
  id: z.uuid(),
  startsAt: instant,
  endsAt: instant,
  /** null: at the station. */
  placeId: z.uuid().nullable(),
})
export type MoveAppointment = z.output<typeof moveAppointment>

export const callOff = z.object({
  id: z.uuid(),
  reason: z.enum(['duty', 'weather', 'holiday', 'nobody', 'other']),
})

export const holdAppointment = z.object({
  id: z.uuid(),
  /** Members who were there, at least one of the leaders. */
  presentIds: z.array(z.uuid()).min(1).max(20),
  /** A visit of kind appointment at each community or village that it served. */
  visits: z.array(z.object({ id: z.uuid(), placeId: z.uuid() })).max(60),
})
export type HoldAppointment = z.output<typeof holdAppointment>

export const closeAppointment = z.object({
  id: z.uuid(),
  /** What was said in closing; kept sealed. */
  conclusion: z.string().trim().max(2000).optional(),
})

export const appointmentReply = z.object({ id: z.uuid(), state: z.enum(appointmentStates), version: z.number().int() })

/** With the bookings that moved along: those who made them must be told. */
export const movedReply = appointmentReply.extend({ tell: z.array(z.uuid()) })

/** With how many duties its visits fulfilled. */
export const heldReply = appointmentReply.extend({ fulfilled: z.number().int() })

export const appointmentQuery = pageQuery.extend({
  /** `coming`: not done with yet, the next first; `past`: closed or called off, the latest first. */
  show: z.enum(['coming', 'past']).default('coming'),
  kind: z.enum(appointmentKinds).optional(),
  /** Where a matter of this village can be taken up, or could. */
  villageId: z.uuid().optional(),
})

const appointmentShort = z.object({
  id: z.uuid(),
  kind: z.enum(appointmentKinds),
  state: z.enum(appointmentStates),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** null: at the station. */
  place: named.nullable(),
  host: named,
})

export const appointmentRow = appointmentShort.extend({
  /** Places of all slots, and how many of them are taken. */
  capacity: z.number().int(),
  taken: z.number().int(),
  promises: z.number().int(),
})
export const appointmentPage = page(appointmentRow)

export const bookingRow = z.object({
  id: z.uuid(),
  state: z.enum(bookingStates),
  cancelledLate: z.boolean(),
  /** Its appointment was moved, and whoever booked was not told yet. */
  toTell: z.boolean(),
  kind: z.enum(bookingKinds),
  channel: z.enum(bookingChannels),
  village: named.nullable(),
  followUpId: z.uuid().nullable(),
  takenBy: z.string(),
  takenAt: z.iso.datetime(),
  /** The volunteer whom it is credited to. */
  credited: named.nullable(),
})

const slotRow = z.object({
  id: z.uuid(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  capacity: z.number().int(),
  taken: z.number().int(),
  /** Those that the reader may see: a volunteer own ones only. Without names. */
  bookings: z.array(bookingRow),
})

export const itemKinds = [...new Set([...bookingKinds, ...findingKinds, 'order' as const, 'promise' as const])]

export const agendaRow = z.object({
  /** null while it stands there by a booking or the ladder alone. */
  id: z.uuid().nullable(),
  no: z.number().int().nullable(),
  followUpId: z.uuid().nullable(),
  kind: z.enum(itemKinds),
  urgency: z.enum(urgencies),
  place: named.nullable(),
  origins: z.array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('booking'), bookingId: z.uuid(), at: z.iso.datetime() }),
      z.object({ kind: z.literal('ladder'), reason: z.string(), at: z.iso.datetime() }),
      z.object({ kind: z.literal('hand'), itemId: z.uuid(), at: z.iso.datetime(), byName: z.string().nullable() }),
    ]),
  ),
  /** Words about it, or an answer, are kept sealed with it. */
  hasWords: z.boolean(),
  outcome: z.enum(agendaOutcomes).nullable(),
  promise: z
    .object({ followUpId: z.uuid(), on: z.iso.date(), ownerName: z.string().nullable(), state: z.string() })
    .nullable(),
})

export const appointmentDetail = appointmentShort.extend({
  version: z.number().int(),
  serves: z.array(z.object({ id: z.uuid(), name: z.string(), kind: z.string() })),
  /** Of those that it is for, where people came from or what was taken up lies. */
  reached: z.array(z.uuid()),
  present: z.array(named),
  slots: z.array(slotRow),
  /** null for a reader who books for others only. */
  agenda: z.array(agendaRow).nullable(),
  calledOffReason: z.string().nullable(),
  heldAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  hasConclusion: z.boolean(),
})

export const readSealed = z.object({
  id: z.uuid(),
  /** Why it is read; kept with the reading. */
  purpose: z.string().trim().min(2).max(100),
})
