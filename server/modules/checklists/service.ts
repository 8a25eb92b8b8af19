import { type Checklist, checklistFaults, checklistFaultWords, questionsOf } from '@sifang/domain/checklists'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { insertChecklist, insertVersion, lockChecklist } from './queries.ts'
import type { CreateChecklist, SaveChecklist } from './schema.ts'

/** Makes a checklist; this is its version 1. Errors: checklist/faulty with each question's fault. */
export function createChecklist(ctx: Context, id: string, command: CreateChecklist) {
  return once(ctx, { id, body: command }, async (tx) => {
    const { checklist, source } = command
    await insertChecklist(tx, ctx, { id, version: 1, checklist, questions: wholeOf(checklist), source })
    await record(ctx, tx, { action: 'checklist.created', entity: 'checklist', entityId: id, details: { source } })
    return { reply: { id, version: 1 }, changed: [{ op: 'put' as const, entity: 'checklist', id }] }
  })
}

/** Makes the next version. Errors: checklist/faulty, checklist/not-found, record/changed when another one came meanwhile. */
export function saveChecklist(ctx: Context, checklistId: string, command: SaveChecklist) {
  return once(ctx, { id: command.id, target: checklistId, body: command }, async (tx) => {
    const questions = wholeOf(command.checklist)
    const stands = await lockChecklist(tx, ctx.station.id, checklistId)
    if (stands !== command.basedOn) fail('record/changed', { version: stands })

    const version = stands + 1
    const { checklist, source } = command
    await insertVersion(tx, ctx, { id: checklistId, version, checklist, questions, source })
    await record(ctx, tx, {
      action: 'checklist.saved',
      entity: 'checklist',
      entityId: checklistId,
      details: { version, source },
    })
    return {
      reply: { id: checklistId, version },
      changed: [{ op: 'put' as const, entity: 'checklist', id: checklistId }],
    }
  })
}

/** How many questions there are; refuses a checklist that could not be filled in. */
function wholeOf(checklist: Checklist): number {
  const faults = checklistFaults(checklist)
  if (faults.length > 0) {
    fail(
      'checklist/faulty',
      {},
      faults.map((fault) => ({
        path: fault.item === null ? 'body.checklist.title' : `body.checklist.items.${fault.item}`,
        ...checklistFaultWords(fault),
      })),
    )
  }
  return questionsOf(checklist).length
}
