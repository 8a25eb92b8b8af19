import { civilDate, dayNumber } from '@sifang/domain/calendar'
import type { FollowUp } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { appendEntry, openFollowUp, setDates } from '../follow-ups/index.ts'
import { lockItem, type StoredItem, setOutcome } from './agenda-queries.ts'
import type { DecideItem } from './agenda-schema.ts'
import { getAppointment } from './queries.ts'
import { appointmentChange } from './service.ts'

type Promised = Extract<DecideItem, { outcome: 'promised' }>

/**
 * What became of an item at the appointment. A promise is the follow-up's `promised` entry, or a follow-up of its own where
 * there was none; its revisit goes to the volunteer who first reported it. Errors: agenda/not-found,
 * agenda/decided-already, agenda/needs-place, appointment/not-minuted, those of the follow-up's rules.
 */
export function decideItem(ctx: Context, itemId: string, command: DecideItem) {
  return once(ctx, { id: command.id, target: itemId, body: command }, async (tx) => {
    const item = await lockItem(ctx, tx, itemId)
    const { state } = await getAppointment(ctx, tx, item.appointmentId)
    if (state !== 'held') fail(state === 'closed' ? 'appointment/not-now' : 'appointment/not-minuted', { state })
    if (item.outcome !== null) fail('agenda/decided-already', { outcome: item.outcome })

    const promised = command.outcome === 'promised' ? await promise(ctx, tx, item, command) : null
    const said = command.outcome === 'promised' ? null : await say(ctx, tx, item, command)
    await setOutcome(ctx, tx, itemId, {
      outcome: command.outcome,
      ...(promised && command.outcome === 'promised' ? { promiseId: promised.id, promisedFor: command.settleBy } : {}),
      sealedAnswer: said?.sealedAnswer ?? null,
    })
    await record(ctx, tx, {
      action: 'agenda.decided',
      entity: 'appointment',
      entityId: item.appointmentId,
      details: { outcome: command.outcome, no: item.no },
    })
    const changed = [...(promised?.changed ?? said?.changed ?? []), appointmentChange(item.appointmentId)]
    return { reply: { id: itemId, promiseId: promised?.id ?? null }, changed }
  })
}

/** Words of a follow-up lie in its entry; of something else under the matter of its booking or its own. */
async function say(ctx: Context, tx: Tx, item: StoredItem, { outcome, words, id }: Exclude<DecideItem, Promised>) {
  if (item.followUpId && outcome !== 'postponed') {
    const step =
      outcome === 'settled'
        ? ({ kind: 'settled' } as const)
        : ({ kind: 'worked', step: 'other', visitKind: 'appointment', dispute: null } as const)
    const { changed } = await appendEntry(ctx, tx, item.followUpId, { id, step, words })
    return { changed, sealedAnswer: null }
  }
  const sealedAnswer = words && item.matterId ? (await getMatter(tx, ctx, item.matterId)).seal(words) : null
  return { changed: [], sealedAnswer }
}

async function promise(ctx: Context, tx: Tx, item: StoredItem, command: Promised) {
  const { settleBy } = command
  const { id, followUp, changed } = item.followUpId
    ? await promiseOn(ctx, tx, item.followUpId, command)
    : await openPromise(ctx, tx, item, command)
  const ownerId = followUp.reporterIds[0] ?? followUp.ownerId
  await setDates(ctx, tx, id, ['revisit'], [{ kind: 'revisit', no: 1, on: dayAfter(settleBy), ownerId }])
  return { id, changed }
}

/** The revisit is due when the promised date is over. */
const dayAfter = (date: string): string => civilDate(dayNumber(date) + 1)

type Made = { readonly id: string; readonly followUp: FollowUp; readonly changed: readonly Change[] }

async function promiseOn(ctx: Context, tx: Tx, id: string, command: Promised): Promise<Made> {
  const { settleBy, ownerId, words } = command
  const promised = await appendEntry(ctx, tx, id, { id: command.id, step: { kind: 'promised', settleBy }, words })
  if (!ownerId || promised.followUp.ownerId === ownerId) return { id, ...promised }
  const passed = await appendEntry(ctx, tx, id, { id: ctx.newId(), step: { kind: 'transferred', ownerId } })
  return { id, followUp: passed.followUp, changed: [...promised.changed, ...passed.changed] }
}

async function openPromise(ctx: Context, tx: Tx, item: StoredItem, command: Promised): Promise<Made> {
  const id = command.promiseId ?? ctx.newId()
  const { settleBy, ownerId = null, words } = command
  const bookingIds = item.origins.flatMap((origin) => (origin.kind === 'booking' ? [origin.bookingId] : []))
  const opened = await openFollowUp(ctx, tx, {
    id,
    subject: 'promise',
    urgency: item.urgency,
    topic: null,
    placeId: item.placeId ?? command.placeId ?? fail('agenda/needs-place'),
    at: ctx.now(),
    source: null,
    findingId: null,
    reporterId: await creditedFor(ctx, tx, bookingIds),
    residentAsked: bookingIds.length > 0,
    ownerId,
    settleBy,
    words,
  })
  return { id, ...opened }
}

/** The volunteer through whom it was booked. */
async function creditedFor(ctx: Context, tx: Tx, bookingIds: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ creditedId: string | null }>`
    select credited_id from booking where station_id = ${ctx.station.id} and id = any(${[...bookingIds]}::uuid[])
      and credited_id is not null limit 1`.execute(tx)
  return rows[0]?.creditedId ?? null
}

/** What an item is about and what was answered, for a purpose; on record before the answer. Errors: agenda/not-found, secret/erased. */
export async function readItem(ctx: Context, itemId: string, { purpose }: { purpose: string }) {
  return ctx.db.transaction().execute(async (tx) => {
    const { matterId } = await lockItem(ctx, tx, itemId)
    await record(ctx, tx, { action: 'agenda.read', entity: 'agenda-item', entityId: itemId, purpose })
    const { rows } = await sql<{ subject: Buffer | null; answer: Buffer | null }>`
      select sealed_subject as subject, sealed_answer as answer from agenda_item
      where station_id = ${ctx.station.id} and id = ${itemId}`.execute(tx)
    const [sealed] = rows
    if (!sealed || !matterId) return { subject: null, answer: null }
    const matter = await getMatter(tx, ctx, matterId)
    const opened = (each: Buffer | null) => each && matter.open(each).toString()
    return { subject: opened(sealed.subject), answer: opened(sealed.answer) }
  })
}
