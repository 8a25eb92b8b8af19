import { partyMissing } from '@sifang/domain/checks'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { createMatter } from '../../platform/secrets/index.ts'
import { getLatest } from '../checklists/index.ts'
import { findMembers, insertCheck, villagesOf } from './queries.ts'
import type { PlanCheck } from './schema.ts'
import { sealOutsiders } from './sealed.ts'

/**
 * Plans a targeted check of one place or of a theme's places, with the checklist's version that stands.
 * Errors: checklist/not-found, place/not-found, place/closed, check/unknown-participant, check/needs-police,
 * check/needs-other-party.
 */
export function planCheck(ctx: Context, id: string, command: PlanCheck) {
  return once(ctx, { id, body: command }, async (tx) => {
    const checklist = await getLatest(tx, ctx.station.id, command.checklistId)
    const placeIds = [...new Set(command.placeIds)]
    const villages = await villagesOf(tx, ctx.station.id, placeIds)
    const memberIds = [...new Set(command.memberIds)]
    const members = await findMembers(tx, ctx.station.id, memberIds)
    if (members.length !== memberIds.length) fail('check/unknown-participant')
    const { outsiders } = command
    const missing = partyMissing({ roles: members.map(({ role }) => role), outsiders: outsiders.length }, 'plan')
    if (missing) fail(missing)

    const matter = await createMatter(tx, ctx, id)
    await insertCheck(tx, ctx, {
      id,
      title: command.title,
      plannedOn: command.plannedOn,
      checklistId: checklist.checklistId,
      checklistVersion: checklist.version,
      placeIds,
      memberIds,
      outsiders: outsiders.map(({ party }) => party),
      sealedOutsiders: sealOutsiders(matter, outsiders),
    })
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
