import { shanghai } from '@sifang/domain/calendar'
import type { Context } from '../../platform/context.ts'
import {
  closeAppointment,
  decideItem,
  holdAppointment,
  makeBooking,
  markBooking,
  planAppointment,
  publishPromise,
  readAppointment,
} from '../appointments/index.ts'
import { appendEntry, type Step } from '../follow-ups/index.ts'
import type { MatterMember } from './matters.ts'

const dayMs = 24 * 3_600_000
const halfHourMs = dayMs / 48
const [heldDaysAgo, comingInDays, tourInDays] = [14, 6, 12] as const

/** Invented; nobody is named as a real person could be, and the telephone numbers are of a block not given out. */
const asked = [
  { kind: 'need', name: '村民甲', about: '机耕路有一段塌了，农用车过不去。', channel: 'desk' },
  { kind: 'need', name: '村民乙', about: '村口路灯不亮，老人晚上出门不便。', channel: 'telephone' },
  { kind: 'suggestion', name: '村民丙', about: '希望放学时段多巡几趟。', channel: 'telephone' },
] as const
const answers = [
  { settleDaysAfter: 10, words: '联系村里修好机耕路。', sentence: '修好村北塌了的机耕路。', kept: true },
  { settleDaysAfter: 30, words: '协调换村口路灯。', sentence: '换好村口不亮的路灯。', kept: false },
] as const

export type DemoAppointments = {
  readonly nowMs: number
  readonly chief: MatterMember
  readonly officer: MatterMember
  /** Villages with their volunteers; the first of them is where people come from. */
  readonly places: readonly { readonly id: string; readonly reporter: MatterMember }[]
  id(atMs: number): string
  context(member: MatterMember, atMs: number): Context
}

/** The chief's appointments, by the commands that members use: one held and minuted, one that is booked, a tour to come. */
export async function holdAppointments(demo: DemoAppointments): Promise<void> {
  const { nowMs } = demo
  const nineOn = (days: number) => shanghai.startOfDay(shanghai.dayOf(nowMs + days * dayMs)) + 18 * halfHourMs
  await holdPast(demo, nineOn(-heldDaysAgo))
  const coming = await plan(demo, 'fixed-day', nineOn(comingInDays), nowMs - dayMs)
  await book(demo, coming.slots, nowMs - dayMs / 4)
  await plan(demo, 'village-tour', nineOn(tourInDays), nowMs - dayMs)
}

async function plan(demo: DemoAppointments, kind: 'fixed-day' | 'village-tour', startsMs: number, atMs: number) {
  const id = demo.id(atMs)
  const slots = Array.from({ length: 5 }, (_, index) => ({
    id: demo.id(atMs),
    startsAt: new Date(startsMs + index * halfHourMs).toISOString(),
    endsAt: new Date(startsMs + (index + 1) * halfHourMs).toISOString(),
    capacity: 1,
  }))
  const hours = {
    startsAt: new Date(startsMs).toISOString(),
    endsAt: new Date(startsMs + 5 * halfHourMs).toISOString(),
  }
  const where = kind === 'village-tour' ? { placeId: villageOf(demo, 1).id } : {}
  const command = { kind, ...hours, ...where, hostId: demo.chief.id, slots, open: true }
  await planAppointment(demo.context(demo.officer, atMs), id, command)
  return { id, slots }
}

function villageOf({ places }: DemoAppointments, index: number) {
  const place = places[index % places.length]
  if (!place) throw new Error('a demonstration station has villages with volunteers')
  return place
}

/** The first through the village's volunteer, the others at the desk and by telephone. */
async function book(demo: DemoAppointments, slots: readonly { readonly id: string }[], atMs: number) {
  const made: string[] = []
  for (const [index, { kind, name, about, channel }] of asked.entries()) {
    const { id: villageId, reporter } = villageOf(demo, index)
    const id = demo.id(atMs)
    const by = index === 0 ? reporter : demo.officer
    const command = { slotId: slots[index]?.id ?? '', kind, channel, villageId, name, about }
    await makeBooking(demo.context(by, atMs), id, { ...command, phone: `1991000100${index}` })
    made.push(id)
  }
  return made
}

async function holdPast(demo: DemoAppointments, startsMs: number): Promise<void> {
  const { id, slots } = await plan(demo, 'fixed-day', startsMs, startsMs - 3 * dayMs)
  const bookings = await book(demo, slots, startsMs - 2 * dayMs)
  const afterMs = startsMs + 6 * halfHourMs
  const ofChief = demo.context(demo.chief, afterMs)
  const presentIds = [demo.chief.id, demo.officer.id]
  await holdAppointment(ofChief, id, { id: demo.id(afterMs), presentIds, visits: [] })
  for (const [index, booking] of bookings.entries()) {
    await markBooking(ofChief, booking, { id: demo.id(afterMs), came: index < answers.length })
  }
  const { agenda } = await readAppointment(ofChief, id)
  const promised: { readonly id: string; readonly kept: boolean }[] = []
  for (const item of agenda ?? []) {
    if (item.id === null || item.outcome !== null) continue
    const at = item.origins.flatMap((origin) => (origin.kind === 'booking' ? [bookings.indexOf(origin.bookingId)] : []))
    const answer = answers[at[0] ?? -1]
    if (!answer) {
      if (at.length === 0) await decideItem(ofChief, item.id, { outcome: 'answered', id: demo.id(afterMs) })
      continue
    }
    const promiseId = demo.id(afterMs)
    const settleBy = new Date(startsMs + answer.settleDaysAfter * dayMs).toISOString().slice(0, 10)
    const decision = { outcome: 'promised', id: demo.id(afterMs), settleBy, ownerId: demo.officer.id } as const
    await decideItem(ofChief, item.id, { ...decision, promiseId, words: answer.words })
    await publishPromise(ofChief, promiseId, { id: demo.id(afterMs), text: answer.sentence })
    promised.push({ id: promiseId, kept: answer.kept })
  }
  await closeAppointment(ofChief, id, { id: demo.id(afterMs) })
  const keptMs = startsMs + 8 * dayMs
  const ofOfficer = demo.context(demo.officer, keptMs)
  const steps: readonly Step[] = [{ kind: 'accepted' }, { kind: 'settled' }]
  for (const { id: promiseId, kept } of promised) {
    for (const step of kept ? steps : []) {
      await ofOfficer.db
        .transaction()
        .execute((tx) => appendEntry(ofOfficer, tx, promiseId, { id: demo.id(keptMs), step }))
    }
  }
}
