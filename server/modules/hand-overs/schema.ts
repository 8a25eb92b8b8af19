import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'
import { followUpRow } from '../follow-ups/index.ts'

const person = z.object({ id: z.uuid(), name: z.string() })
const shift = z.object({
  id: z.uuid(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  dutyOfficer: person,
  shiftLeader: person,
})

export const giveShift = z.object({
  shiftId: z.uuid(),
  /** What goes to the next duty officer. */
  handOn: z.array(z.uuid()).max(200).default([]),
  note: z.string().trim().min(1).max(2000).optional(),
})
export type GiveShift = z.output<typeof giveShift>

export const takeShift = z.object({ id: z.uuid() })

export const handOverReply = z.object({ id: z.uuid(), taken: z.boolean() })

export const handOverRow = z.object({
  id: z.uuid(),
  shift,
  next: shift,
  givenBy: person,
  givenAt: z.iso.datetime(),
  takenBy: person.nullable(),
  takenAt: z.iso.datetime().nullable(),
  openCount: z.int(),
  hasNote: z.boolean(),
})
export const handOverPage = page(handOverRow)
export const handOverQuery = pageQuery

export const handOverDetail = handOverRow.extend({
  note: z.string().nullable(),
  /** What stood open, as it stands now. */
  items: z.array(followUpRow),
  handOn: z.array(z.uuid()),
})

/** What is to be handed over now. */
export const handOverNow = z.object({
  shift: shift.nullable(),
  next: shift.nullable(),
  /** The one that is given and not taken yet, or the last one of this shift. */
  handOver: handOverRow.nullable(),
  /** Urgent, overdue, or due before the next shift ends. */
  items: z.array(followUpRow),
  openTotal: z.int(),
  waiting: z.object({ incidents: z.int(), unanswered: z.int(), overdue: z.int() }),
})
