import { dayOf } from '@sifang/domain/calendar'
import { type DisputeRecord, occasionOf, paperNumber } from '@sifang/domain/papers'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { pageCount, writeDocx } from '../../platform/docx/index.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { getStation } from '../stations/index.ts'
import { fileOf, indexOf } from './file.ts'
import { insertPaper, lockPaper, papersOfMatter, takeNumber, voidStored, workersOn } from './queries.ts'
import type { IssuePaper, VoidPaper } from './schema.ts'
import type { PaperSource } from './source.ts'
import { compose } from './templates/index.ts'

/**
 * Issues a paper: gives it the next number and keeps it as it is now. Errors: paper/not-of-this-dispute, paper/incomplete
 * with the list of what is missing, paper/issued-already, those of {@link openRecord}.
 */
export function issuePaper(ctx: Context, source: PaperSource, id: string, command: IssuePaper) {
  const { disputeId, kind, no } = command
  return once(ctx, { id, target: disputeId, body: command }, async (tx) => {
    const opened = await openRecord(ctx, tx, source, disputeId, 'paper')
    const file = fileOf(opened, await papersOfMatter(tx, ctx.station.id, disputeId))
    const wanted =
      file.find((paper) => paper.kind === kind && paper.no === no) ?? fail('paper/not-of-this-dispute', { kind, no })
    if (wanted.issued) fail('paper/issued-already', { paperId: wanted.issued.id })
    if (wanted.missing.length > 0) fail('paper/incomplete', { missing: wanted.missing })

    const matter = await getMatter(tx, ctx, disputeId)
    const shortName = await shortNameOf(ctx, tx)
    const issuedOn = dayOf(ctx.now(), ctx.station.timeZone)
    const year = Number(issuedOn.slice(0, 4))
    // from here on others of this kind wait for the commit
    const number = await takeNumber(tx, ctx.station.id, kind, year)
    const docx = compose({
      kind,
      about: { record: opened, no },
      number: paperNumber(shortName, kind, year, number),
      missing: [],
      madeAt: ctx.now(),
      papers: indexOf(file, shortName),
    })
    const pages = pageCount(docx)
    const sealed = matter.seal(await writeDocx(docx))
    await insertPaper(ctx, tx, {
      ...{ id, kind, year, number, pages, issuedOn, sealed },
      matterId: disputeId,
      occasion: occasionOf(opened.procedureChanges, no),
    })
    const details = { disputeId, kind, no, year, number }
    await record(ctx, tx, { action: 'paper.issued', entity: 'paper', entityId: id, details })
    return {
      reply: { id, kind, year, number, pages, state: 'issued' as const },
      changed: [{ op: 'put' as const, entity: 'paper', id }],
    }
  })
}

/** Voids an issued paper; its number stays, with the reason. Errors: paper/not-found, paper/void-already, those of {@link openRecord}. */
export function voidPaper(ctx: Context, source: PaperSource, id: string, command: VoidPaper) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    const paper = await lockPaper(tx, ctx.station.id, id)
    await requireHand(ctx, tx, source, paper.matterId)
    if (paper.state === 'void') fail('paper/void-already')
    const note = command.note ? (await getMatter(tx, ctx, paper.matterId)).seal(command.note) : null
    await voidStored(ctx, tx, id, command.reason, note)
    const { kind, year, number, pages } = paper
    const details = { disputeId: paper.matterId, kind, year, number, reason: command.reason }
    await record(ctx, tx, { action: 'paper.voided', entity: 'paper', entityId: id, details })
    return {
      reply: { id, kind, year, number, pages, state: 'void' as const },
      changed: [{ op: 'put' as const, entity: 'paper', id }],
    }
  })
}

/**
 * The record behind the papers, for leaders and for whoever works on the dispute (DOMAIN.md §1). Errors:
 * account/not-allowed, those of `PaperSource.recordOf`.
 */
export async function openRecord(
  ctx: Context,
  tx: Tx,
  source: PaperSource,
  disputeId: string,
  purpose: string,
): Promise<DisputeRecord> {
  const opened = await source.recordOf(ctx, tx, disputeId, purpose)
  if (ctx.scope !== 'station') {
    const workers = [...opened.handlerIds, ...(await workersOn(tx, ctx.station.id, disputeId))]
    if (!workers.includes(ctx.actor.memberId)) fail('account/not-allowed')
    // a cadre reads as the mediator of the committee, in its own procedure
    if (ctx.actor.role === 'cadre' && opened.procedure !== 'people') fail('account/not-allowed')
  }
  return opened
}

/** The same without anything being opened for those who reach the whole station. */
export async function requireHand(ctx: Context, tx: Tx, source: PaperSource, disputeId: string): Promise<void> {
  if (ctx.scope !== 'station') await openRecord(ctx, tx, source, disputeId, 'paper')
}

export const shortNameOf = async (ctx: Context, connection: Parameters<typeof getStation>[0]): Promise<string> =>
  (await getStation(connection, ctx.station.id)).settings.paperShortName
