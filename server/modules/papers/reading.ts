import { Readable } from 'node:stream'
import {
  type DisputeRecord,
  type MonthStatistics,
  monthsOf,
  type PaperKind,
  paperKindInfo,
  paperNumber,
  periodText,
} from '@sifang/domain/papers'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { docxType, writeDocx } from '../../platform/docx/index.ts'
import { fail } from '../../platform/http/problem.ts'
import type { Download } from '../../platform/http/route.ts'
import { record } from '../../platform/records/audit.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { type ZipPart, zipStream } from '../../platform/sheets/index.ts'
import { type FilePaper, fileOf, indexOf } from './file.ts'
import { fileNumbers, getPaper, type IssuedPaper, papersOfMatter, readSealed } from './queries.ts'
import type { DraftQuery, disputePapers } from './schema.ts'
import { openRecord, requireHand, shortNameOf } from './service.ts'
import type { PaperSource } from './source.ts'
import { compose, type IndexRow, type MediationLine, registerDocx, statisticsDocx } from './templates/index.ts'

const docxFile = (fileName: string, bytes: Buffer): Download => ({
  fileName: `${fileName}.docx`,
  type: docxType,
  stream: Readable.from([bytes]),
})

/** Which papers a dispute has and should have, and what is missing on each; in words, without anybody's name. */
export function listPapers(
  ctx: Context,
  source: PaperSource,
  disputeId: string,
): Promise<z.input<typeof disputePapers>> {
  return ctx.db.transaction().execute(async (tx) => {
    const opened = await openRecord(ctx, tx, source, disputeId, 'paper')
    const papers = await papersOfMatter(tx, ctx.station.id, disputeId)
    const shortName = await shortNameOf(ctx, tx)
    const rows = fileOf(opened, papers).map(({ issued, missing, ...paper }) => ({
      ...paper,
      state: issued ? ('issued' as const) : ('draft' as const),
      missing: issued ? [] : [...missing],
      paper: issued && shown(issued, shortName),
    }))
    const voided = papers.flatMap((paper) =>
      paper.voidReason === null
        ? []
        : [
            {
              ...shown(paper, shortName),
              kind: paper.kind,
              title: paperKindInfo(paper.kind).zh,
              reason: paper.voidReason,
            },
          ],
    )
    return { rows, voided }
  })
}

const shown = ({ id, kind, year, number, pages, issuedOn }: IssuedPaper, shortName: string) => ({
  id,
  number: paperNumber(shortName, kind, year, number),
  pages,
  issuedOn,
})

/** A paper as it would be now, marked as a draft, with the list of what is missing. Errors: paper/not-of-this-dispute. */
export function draftPaper(
  ctx: Context,
  source: PaperSource,
  disputeId: string,
  kind: PaperKind,
  { no: asked, purpose }: DraftQuery,
): Promise<Download> {
  return ctx.db.transaction().execute(async (tx) => {
    const no = asked ?? null
    const opened = await openRecord(ctx, tx, source, disputeId, purpose)
    const file = fileOf(opened, await papersOfMatter(tx, ctx.station.id, disputeId))
    const wanted =
      file.find((paper) => paper.kind === kind && paper.no === no) ?? fail('paper/not-of-this-dispute', { kind, no })
    const details = { kind, no }
    await record(ctx, tx, { action: 'paper.drafted', entity: 'dispute', entityId: disputeId, purpose, details })
    const bytes = await draftOf(ctx, opened, wanted, indexOf(file, await shortNameOf(ctx, tx)))
    return docxFile(`${wanted.title}（草稿）`, bytes)
  })
}

const draftOf = (ctx: Context, opened: DisputeRecord, paper: FilePaper, papers: readonly IndexRow[]): Promise<Buffer> =>
  writeDocx(
    compose({
      kind: paper.kind,
      about: { record: opened, no: paper.no },
      number: null,
      missing: paper.missing,
      madeAt: ctx.now(),
      papers,
    }),
  )

/** An issued paper, the very bytes that were issued; the reading is on record before them. Errors: paper/not-found, secret/erased. */
export function readPaper(ctx: Context, source: PaperSource, id: string, purpose: string): Promise<Download> {
  return ctx.db.transaction().execute(async (tx) => {
    const paper = await getPaper(tx, ctx.station.id, id)
    await requireHand(ctx, tx, source, paper.matterId)
    const { kind, year, number, state } = paper
    const details = { disputeId: paper.matterId, kind, year, number }
    await record(ctx, tx, { action: 'paper.read', entity: 'paper', entityId: id, purpose, details })
    const bytes = (await getMatter(tx, ctx, paper.matterId)).open(paper.sealed)
    const text = paperNumber(await shortNameOf(ctx, tx), kind, year, number)
    return docxFile(`${state === 'void' ? '作废 ' : ''}${paperKindInfo(kind).zh} ${text}`, bytes)
  })
}

/**
 * The whole file as a zip in the order of its index: what was issued as it was issued, what is required and was not yet as
 * a draft, and the cover with the index. On record before the first byte.
 */
export function readFile(ctx: Context, source: PaperSource, disputeId: string, purpose: string): Promise<Download> {
  return ctx.db.transaction().execute(async (tx) => {
    const opened = await openRecord(ctx, tx, source, disputeId, purpose)
    const file = fileOf(opened, await papersOfMatter(tx, ctx.station.id, disputeId))
    const shortName = await shortNameOf(ctx, tx)
    const matter = await getMatter(tx, ctx, disputeId)
    const sealed = await readSealed(tx, ctx.station.id, disputeId)
    const within = file.filter(({ kind, need, issued }) => issued || need === 'required' || kind === 'case-file')
    if (within.length === 0) fail('paper/not-of-this-dispute')
    const details = { papers: within.length }
    await record(ctx, tx, { action: 'paper.file-read', entity: 'dispute', entityId: disputeId, purpose, details })

    const index = indexOf(file, shortName)
    async function* parts(): AsyncGenerator<ZipPart> {
      for (const [at, paper] of within.entries()) {
        const bytes = paper.issued && sealed.get(paper.issued.id)
        const content = bytes ? matter.open(bytes) : await draftOf(ctx, opened, paper, index)
        yield { name: nameInFile(paper, at + 1, shortName), text: [content] }
      }
    }
    return { fileName: '卷宗.zip', type: 'application/zip', stream: Readable.from(zipStream(parts())) }
  })
}

/** No name of a person stands in it: names of files go further than their content. */
function nameInFile({ kind, title, issued }: FilePaper, place: number, shortName: string): string {
  const number = issued ? paperNumber(shortName, kind, issued.year, issued.number) : '草稿'
  return `${String(place).padStart(2, '0')} ${title} ${number}.docx`
}

/** A month of the register, each with the number of its case file. */
export async function mediationsOf(
  ctx: Context,
  source: PaperSource,
  month: string,
): Promise<readonly MediationLine[]> {
  const lines = await source.registerOf(ctx, month)
  const shortName = await shortNameOf(ctx, ctx.db)
  const numbers = await fileNumbers(
    ctx,
    lines.map(({ id }) => id),
  )
  return lines.map((line) => {
    const file = numbers.get(line.id)
    return { ...line, fileNumber: file ? paperNumber(shortName, 'case-file', file.year, file.number) : null }
  })
}

/** The register of a month on paper. */
export async function registerPaper(ctx: Context, source: PaperSource, month: string): Promise<Download> {
  const lines = await mediationsOf(ctx, source, month)
  await record(ctx, ctx.db, { action: 'paper.register', entity: 'station', entityId: null, details: { month } })
  const docx = registerDocx(month, lines, { stationName: ctx.station.name, madeAt: ctx.now() })
  return docxFile(`调解登记簿 ${periodText(month)}`, await writeDocx(docx))
}

/** The statistics sheet of a month or a quarter. */
export async function statisticsPaper(ctx: Context, source: PaperSource, period: string): Promise<Download> {
  const months: MonthStatistics[] = []
  for (const month of monthsOf(period)) months.push(await source.monthOf(ctx, month))
  await record(ctx, ctx.db, { action: 'paper.statistics', entity: 'station', entityId: null, details: { period } })
  const docx = statisticsDocx(period, months, { stationName: ctx.station.name, madeAt: ctx.now() })
  return docxFile(`矛盾纠纷调处统计报表 ${periodText(period)}`, await writeDocx(docx))
}
