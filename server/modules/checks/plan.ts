import { partyMissing, planStands } from '@sifang/domain/checks'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter, getMatter } from '../../platform/secrets/index.ts'
import { getLatest } from '../checklists/index.ts'
import {
  changeStored,
  findMembers,
  insertCheck,
  insertPlanned,
  lockCheck,
  type StoredCheck,
  villagesAt,
  villagesOf,
  withdrawStored,
} from './queries.ts'
import type { ChangeCheck, PlanCheck, WithdrawCheck } from './schema.ts'
import { sealOutsiders } from './sealed.ts'

/**
 * Plans a targeted check of one place or of a theme's places, with the checklist's version that stands.
 * Errors: checklist/not-found, place/not-found, place/closed, check/unknown-participant, check/needs-police,
 * check/needs-other-party.
 */
export function planCheck(ctx: Context, id: string, command: PlanCheck) {
  return once(ctx, { id, body: command }, async (tx) => {
    const checklist = await getLatest(tx, ctx.station.id, command.checklistId)
    const { placeIds, memberIds, villages } = await requireParts(ctx, tx, command)
    const { outsiders } = command

    const matter = await createMatter(tx, ctx, id)
    await insertCheck(tx, ctx, {
      id,
      title: command.title,
      plannedOn: command.plannedOn,
      checklistId: checklist.checklistId,
      checklistVersion: checklist.version,
      places: placeIds.length,
      outsiders: outsiders.map(({ party }) => party),
      sealedOutsiders: sealOutsiders(matter, outsiders),
    })
    await insertPlanned(tx, ctx.station.id, id, { placeIds, memberIds })
    await record(ctx, tx, {
      action: 'check.planned',
      entity: 'check',
      entityId: id,
      details: { places: placeIds.length },
    })
    return {
      reply: { id, state: 'planned' as const },
      changed: [{ op: 'put' as const, entity: 'check', id, villagesAfter: villages }],
    }
  })
}

/**
 * Changes a plan until the check has begun; it keeps its checklist's version unless another checklist is chosen.
 * Errors: check/not-found, check/begun, check/withdrawn, record/changed with the version that stands, those of planning.
 */
export function changeCheck(ctx: Context, id: string, command: ChangeCheck) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const check = await openPlan(ctx, tx, id)
    if (check.version !== command.basedOn) fail('record/changed', { version: check.version })
    const before = await villagesAt(tx, ctx.station.id, id)
    const { placeIds, memberIds, villages } = await requireParts(ctx, tx, command)
    const isSame = check.checklistId === command.checklistId
    const checklist = isSame ? null : await getLatest(tx, ctx.station.id, command.checklistId)
    const matter = await getMatter(tx, ctx, id)
    await changeStored(tx, ctx.station.id, {
      id,
      title: command.title,
      plannedOn: command.plannedOn,
      checklistId: command.checklistId,
      checklistVersion: checklist?.version ?? check.checklistVersion,
      places: placeIds.length,
      outsiders: command.outsiders.map(({ party }) => party),
      sealedOutsiders: sealOutsiders(matter, command.outsiders),
    })
    await insertPlanned(tx, ctx.station.id, id, { placeIds, memberIds })
    const details = { places: placeIds.length, plannedOn: command.plannedOn }
    await record(ctx, tx, { action: 'check.changed', entity: 'check', entityId: id, details })
    return {
      reply: { id, state: 'planned' as const },
      changed: [{ op: 'put' as const, entity: 'check', id, villagesBefore: before, villagesAfter: villages }],
    }
  })
}

/** Withdraws a plan until the check has begun. Errors: check/not-found, check/begun, check/withdrawn. */
export function withdrawCheck(ctx: Context, id: string, command: WithdrawCheck) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    await openPlan(ctx, tx, id)
    await withdrawStored(tx, ctx, id, command.reason)
    await record(ctx, tx, { action: 'check.withdrawn', entity: 'check', entityId: id })
    const villages = await villagesAt(tx, ctx.station.id, id)
    return {
      reply: { id, state: 'withdrawn' as const },
      changed: [{ op: 'put' as const, entity: 'check', id, villagesAfter: villages }],
    }
  })
}

/** The check, locked, while nothing of it has begun: whoever fills in, signs or photographs waits for this to end. */
async function openPlan(ctx: Context, tx: Tx, id: string): Promise<StoredCheck> {
  const check = await lockCheck(tx, ctx.station.id, id)
  if (check.state === 'withdrawn') fail('check/withdrawn')
  if (!planStands(check)) fail('check/begun')
  return check
}

/** Places that are there and open, members who have not left, and enough of them. */
async function requireParts(ctx: Context, tx: Tx, plan: Pick<PlanCheck, 'placeIds' | 'memberIds' | 'outsiders'>) {
  const placeIds = [...new Set(plan.placeIds)]
  const villages = await villagesOf(tx, ctx.station.id, placeIds)
  const memberIds = [...new Set(plan.memberIds)]
  const members = await findMembers(tx, ctx.station.id, memberIds)
  if (members.length !== memberIds.length) fail('check/unknown-participant')
  const missing = partyMissing({ roles: members.map(({ role }) => role), outsiders: plan.outsiders.length })
  if (missing) fail(missing)
  return { placeIds, memberIds, villages }
}
