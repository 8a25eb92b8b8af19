import { findingKinds } from '@sifang/domain/findings'
import { visitKinds } from '@sifang/domain/visits'
import { z } from 'zod'
import { dateKinds, followUpRow } from '../follow-ups/index.ts'
import { todayFigures } from '../today/index.ts'

const count = z.int()
const person = z.object({ id: z.uuid(), name: z.string() })
const byCode = <C extends z.ZodType>(code: C) => z.array(z.object({ code, count }))
const villageRef = z.object({ id: z.uuid(), name: z.string() })

export const datedItem = z.object({
  followUpId: z.uuid(),
  kind: z.enum(dateKinds),
  no: count,
  on: z.iso.date(),
  subject: followUpRow.shape.subject,
  topic: followUpRow.shape.topic,
  placeId: z.uuid(),
  placeName: z.string(),
  villageName: z.string().nullable(),
  owner: person,
})

/** 晨会: the last 24 hours, due today, who is on, gaps, what waits for a decision. */
export const morningMeeting = z.object({
  at: z.iso.datetime(),
  since: z.iso.datetime(),
  lastDay: z.object({
    visits: byCode(z.enum(visitKinds)),
    attempts: count,
    findings: byCode(z.enum(findingKinds)),
    incidents: byCode(z.string()),
    opened: count,
    settled: count,
    confirmed: count,
    escalated: count,
  }),
  due: todayFigures.shape.due,
  waiting: todayFigures.shape.waiting,
  followUps: z.object({ open: count, unanswered: count, overdue: count, settled: count }),
  /** Urgent, past their time, or due today. */
  items: z.array(followUpRow),
  /** Revisits, re-checks and other dates of today, and those that are past. */
  dates: z.array(datedItem),
  roster: z.object({
    dutyOfficer: person.nullable(),
    shiftLeader: person.nullable(),
    nextDutyOfficer: person.nullable(),
    nextShiftLeader: person.nullable(),
  }),
  gaps: z.object({ villagesWithoutVolunteer: z.array(villageRef) }),
})

/** 进村一张卡: what is open there, whom to see, what was promised. */
export const villageCard = z.object({
  at: z.iso.datetime(),
  village: villageRef,
  communityOfficer: person.nullable(),
  cadres: z.array(person),
  volunteers: z.array(person),
  /** When each kind of visit was last made in the village. */
  lastVisits: z.array(z.object({ kind: z.enum(visitKinds), at: z.iso.datetime() })),
  open: z.array(followUpRow),
  promises: z.array(followUpRow),
  dates: z.array(datedItem),
  /** Red and yellow places, and those with a missed window, the strictest first. */
  places: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      tier: z.enum(['red', 'yellow', 'green']).nullable(),
      missed: z.boolean(),
      dueUntil: z.iso.date().nullable(),
      lastVisitAt: z.iso.datetime().nullable(),
    }),
  ),
  waitingChanges: count,
})
