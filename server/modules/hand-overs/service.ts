import { mayGive, mayTake } from '@sifang/domain/hand-overs'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter } from '../../platform/secrets/index.ts'
import { appendEntry, findOpenBy } from '../follow-ups/index.ts'
import { insertHandOver, lockHandOver, markTaken, shiftIsGiven } from './queries.ts'
import type { GiveShift } from './schema.ts'
import { findShift, onShift } from './shifts.ts'

const change = (id: string): Change => ({ op: 'put', entity: 'hand-over', id })

/**
 * Gives a shift to the next one, with what stands open. Errors: hand-over/no-shift, hand-over/given-already, those of
 * `mayGive`.
 */
export function giveShift(ctx: Context, id: string, command: GiveShift) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { shift, next } = await findShift(ctx, tx, command.shiftId)
    if (!shift || !next) return fail('hand-over/no-shift')
    const standing = await onShift(ctx, tx, shift)
    const refusal = mayGive(ctx.actor.memberId, standing, ctx.now().getTime())
    if (refusal) fail(refusal)
    // nobody hands on what is somebody else's
    const own = [ctx.actor.memberId, standing.dutyOfficerId]
    const handedOn = await findOpenBy(ctx, tx, null, command.handOn)
    if (handedOn.some(({ owner }) => !own.includes(owner?.id ?? null))) fail('account/not-allowed')
    if (await shiftIsGiven(ctx, tx, shift.id)) fail('hand-over/given-already')

    const matter = await createMatter(tx, ctx, id)
    const items = await findOpenBy(ctx, tx, next.endsAt)
    await insertHandOver(ctx, tx, {
      id,
      shiftId: shift.id,
      nextShiftId: next.id,
      openItems: items.map((item) => ({ id: item.id, version: item.version })),
      handOn: command.handOn,
      sealedNote: command.note ? matter.seal(command.note) : null,
    })
    await record(ctx, tx, {
      action: 'hand-over.given',
      entity: 'hand-over',
      entityId: id,
      details: { open: items.length, handOn: command.handOn.length },
    })
    return { reply: { id, taken: false }, changed: [change(id)] }
  })
}

/**
 * Takes the shift: signed by both now. What was to go on passes to the one who takes it.
 * Errors: hand-over/not-found, hand-over/taken-already, those of `mayTake`.
 */
export function takeShift(ctx: Context, handOverId: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: handOverId, body: command }, async (tx) => {
    const handOver = await lockHandOver(ctx, tx, handOverId)
    if (handOver.takenAt) fail('hand-over/taken-already')
    const { shift: next } = await findShift(ctx, tx, handOver.nextShiftId)
    if (!next) return fail('hand-over/no-shift')
    const standing = await onShift(ctx, tx, next)
    const refusal = mayTake(ctx.actor.memberId, standing, handOver.givenBy)
    if (refusal) fail(refusal)

    await markTaken(ctx, tx, handOverId)
    const changed: Change[] = []
    // both have signed: that entitles to this transfer, as leading the shift does
    const signed = { ...ctx, actor: { ...ctx.actor, leadsShift: true } }
    const ownerId = standing.dutyOfficerId ?? ctx.actor.memberId
    const open = await findOpenBy(ctx, tx, null, handOver.handOn)
    for (const item of open.filter((one) => one.owner?.id !== ownerId && one.state !== 'settled')) {
      const step = { kind: 'transferred', ownerId } as const
      const written = await appendEntry(signed, tx, item.id, {
        id: ctx.newId(),
        step,
      })
      changed.push(...written.changed)
    }
    await record(ctx, tx, { action: 'hand-over.taken', entity: 'hand-over', entityId: handOverId })
    return { reply: { id: handOverId, taken: true }, changed: [change(handOverId), ...changed] }
  })
}
