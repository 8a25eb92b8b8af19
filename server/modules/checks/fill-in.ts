import { dayOf } from '@sifang/domain/calendar'
import { type AnswerFaultCode, type Checklist, type JudgedAnswers, judgeAnswers } from '@sifang/domain/checklists'
import { allowedInCheck, type CheckAction, checkStateOf } from '@sifang/domain/checks'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { getVersion } from '../checklists/index.ts'
import { answerFaultWords } from './answer-words.ts'
import { countPlaces, keepAnswers, lockSheet, type Sheet, setCheckState } from './queries.ts'
import type { GivenAnswers, SaveAnswers } from './schema.ts'
import { partAnswers } from './sealed.ts'

/**
 * Keeps what was answered so far; the place's check is under way. What is still missing is no fault here, a wrong answer is.
 * Errors: check/not-found, check/not-allowed-now, check/answers-wrong, record/changed with the version that stands.
 */
export function saveAnswers(ctx: Context, checkId: string, placeId: string, command: SaveAnswers) {
  return once(ctx, { id: command.id, target: `${checkId} ${placeId}`, body: command }, async (tx) => {
    const sheet = await openSheet(ctx, tx, checkId, placeId, 'fill-in', command.basedOn)
    const { content } = await getVersion(tx, ctx.station.id, sheet.checklistId, sheet.checklistVersion)
    const judged = judge(ctx, content, command.answers, ctx.now(), ['missing'])
    await keepAnswers(tx, ctx.station.id, sheet, partAnswers(content, judged.kept, await getMatter(tx, ctx, checkId)))
    await settleState(tx, ctx.station.id, checkId)
    await record(ctx, tx, { action: 'check.filled-in', entity: 'check', entityId: checkId, details: { placeId } })
    return {
      reply: { id: checkId, state: 'under-way' as const, version: sheet.version + 1 },
      changed: [changeOf(sheet)],
    }
  })
}

/** One place's check, locked, in a state that allows what is to be done. `basedOn` null: whatever was saved meanwhile. */
export async function openSheet(
  ctx: Context,
  tx: Tx,
  checkId: string,
  placeId: string,
  action: CheckAction,
  basedOn: number | null,
): Promise<Sheet> {
  const sheet = await lockSheet(tx, ctx.station.id, checkId, placeId)
  const allowed = allowedInCheck[sheet.state]
  if (!allowed.includes(action)) fail('check/not-allowed-now', { state: sheet.state, allowed })
  if (basedOn !== null && basedOn !== sheet.version) fail('record/changed', { version: sheet.version })
  return sheet
}

/** Judges answers by the day of the check. Errors: check/answers-wrong, question by question; `but` are let pass. */
export function judge(
  ctx: Context,
  checklist: Checklist,
  answers: GivenAnswers,
  at: Date,
  but: readonly AnswerFaultCode[] = [],
): JudgedAnswers {
  const judged = judgeAnswers(checklist, answers, dayOf(at, ctx.station.timeZone))
  const faults = judged.faults.filter(({ code }) => !but.includes(code))
  if (faults.length > 0) {
    const fields = faults.map((fault) => ({
      path: `body.answers.${fault.name}`,
      ...answerFaultWords(checklist, fault),
    }))
    fail('check/answers-wrong', {}, fields)
  }
  return judged
}

/** Brings the whole check to what its places are. */
export async function settleState(tx: Tx, stationId: string, checkId: string): Promise<void> {
  const counts = await countPlaces(tx, stationId, checkId)
  await setCheckState(tx, stationId, checkId, checkStateOf(counts), counts.done)
}

export const changeOf = ({ checkId, villageId }: Pick<Sheet, 'checkId' | 'villageId'>): Change => ({
  op: 'put',
  entity: 'check',
  id: checkId,
  villagesAfter: villageId ? [villageId] : [],
})
