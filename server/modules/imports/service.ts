import type { Readable } from 'node:stream'
import { mayGiveRole, roles } from '@sifang/domain/members'
import { reach } from '@sifang/domain/permissions'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { intend } from '../../platform/records/jobs.ts'
import { readSheet, SheetProblem } from '../../platform/sheets/index.ts'
import { changeChoices, countChoices, holdsRole } from './row-list.ts'
import { headingScore, mapHeadings } from './rows/index.ts'
import { changeRun, getRun, insertRun, type Run, type RunChange } from './run.ts'
import type { PutChoices, PutMapping, Sheet, StartCheck, StartImport, UploadQuery } from './schema.ts'
import { findStanding } from './standing.ts'
import { type ImportParts, keepUpload, removeUpload, uploadPath } from './upload.ts'
import { viewOf } from './view.ts'

/** Who may import members may enter them by hand; an import is no way around that. */
function requireSheet(ctx: Context, sheet: Sheet): void {
  if (sheet === 'members' && reach('member.write', ctx.actor.role) === null) fail('account/not-allowed')
}

/**
 * Takes an uploaded file: on disk, readable, with a heading row. Sent again it answers as the first time.
 * Errors: import/no-file, import/too-large, import/unreadable, command/conflict.
 */
export async function upload(
  ctx: Context,
  parts: ImportParts,
  id: string,
  told: UploadQuery,
  file: { readonly name: string; readonly stream: Readable },
) {
  requireSheet(ctx, told.sheet)
  if (await replayed(ctx, id)) {
    file.stream.resume()
    return viewOf(await getRun(ctx.db, ctx, id))
  }
  const fileSha256 = await keepUpload(parts, id, file.stream)
  try {
    const options = { datum: told.datum, swapped: told.swapped, ...(await readHeadings(parts, id, told.sheet)) }
    const run = { id, sheet: told.sheet, fileName: shortName(file.name), fileSha256, options }
    const isNew = await ctx.db.transaction().execute(async (tx) => {
      if (!(await insertRun(tx, ctx, { ...run, startedBy: ctx.actor.memberId, startedAt: ctx.now() }))) return false
      await record(ctx, tx, {
        action: 'import.uploaded',
        entity: 'import',
        entityId: id,
        details: { sheet: told.sheet },
      })
      return true
    })
    if (!isNew) fail('command/conflict')
  } catch (error) {
    if (!(await replayed(ctx, id).catch(() => true))) await removeUpload(parts, id)
    throw error
  }
  return viewOf(await getRun(ctx.db, ctx, id))
}

/** Whether this member has sent this import before; somebody else's id is refused. */
async function replayed(ctx: Context, id: string): Promise<boolean> {
  const run = await getRun(ctx.db, ctx, id).catch(() => null)
  if (run !== null && run.startedBy !== ctx.actor.memberId) fail('command/conflict')
  return run !== null
}

async function readHeadings(parts: ImportParts, id: string, sheet: Sheet) {
  try {
    const { headings, source } = await readSheet(uploadPath(parts, id), { headingScore: headingScore(sheet) })
    return { headings: [...headings], otherSheets: source.kind === 'xlsx' ? [...source.otherSheets] : [] }
  } catch (error) {
    if (!(error instanceof SheetProblem)) throw error
    return fail('import/unreadable', { sheetProblem: error.code }, [{ path: 'file', zh: error.zh, en: error.en }])
  }
}

const shortName = (name: string): string => name.split(/[/\\]/).at(-1)?.slice(0, 120) || 'file'

const beforeCheck = ['uploaded', 'checked', 'failed'] as const

/** Says by hand which heading is which column. Errors: import/wrong-state. */
export async function putMapping(ctx: Context, id: string, command: PutMapping) {
  const run = await getRun(ctx.db, ctx, id)
  await step(ctx, ctx.db, run, beforeCheck, { state: 'uploaded', options: { mapping: command.mapping } })
  return viewOf(await getRun(ctx.db, ctx, id))
}

/** Starts the dry run in the background. Errors: import/headings-missing, import/wrong-state. */
export function startCheck(ctx: Context, importId: string, command: StartCheck) {
  return once(ctx, { id: command.id, target: importId, body: command }, async (tx) => {
    const run = await getRun(tx, ctx, importId)
    requireSheet(ctx, run.sheet)
    const { missing } = mapHeadings(run.options.headings, run.sheet, run.options.mapping)
    if (missing.length > 0) fail('import/headings-missing', { missing: [...missing] })
    const { datum = run.options.datum, swapped = run.options.swapped } = command
    await step(ctx, tx, run, beforeCheck, { state: 'checking', options: { datum, swapped }, done: 0, total: null })
    await intend(ctx, tx, 'imports.check', { importId })
    return { reply: { id: importId, state: 'checking' as const }, changed: [] }
  })
}

/** Chooses what becomes of duplicates: of all, or of some rows. Errors: import/wrong-state, import/keep-impossible. */
export async function putChoices(ctx: Context, importId: string, command: PutChoices) {
  return ctx.db.transaction().execute(async (tx) => {
    const run = await getRun(tx, ctx, importId)
    // holds the run, so that what is started is what was chosen
    await step(ctx, tx, run, ['checked'], { state: 'checked' })
    await changeChoices(tx, ctx, importId, command)
    return countChoices(tx, ctx, importId)
  })
}

/** Whoever starts the import gives its members their roles. Errors: member/standing. */
async function requireRoles(ctx: Context, connection: Connection, { id, sheet }: Run): Promise<void> {
  if (sheet !== 'members') return
  const notTheirs = roles.filter((role) => mayGiveRole(ctx.actor, null, role) !== null)
  if (await holdsRole(connection, ctx, id, notTheirs)) fail('member/standing')
}

/**
 * Starts going live in the background. Errors: import/bad-rows, import/nothing-to-import, import/wrong-state,
 * member/standing.
 */
export function startImport(ctx: Context, importId: string, command: StartImport) {
  return once(ctx, { id: command.id, target: importId, body: command }, async (tx) => {
    const run = await getRun(tx, ctx, importId)
    requireSheet(ctx, run.sheet)
    if (run.state !== 'checked') fail('import/wrong-state', { state: run.state })
    if (run.report.bad > 0 && !command.skipBad) fail('import/bad-rows', { bad: run.report.bad })
    const { merge, keep } = await countChoices(tx, ctx, importId)
    if (run.report.ok + merge + keep === 0) fail('import/nothing-to-import')
    const change = {
      state: 'importing' as const,
      options: { skipBad: command.skipBad },
      done: 0,
      total: run.report.ok + keep,
    }
    await step(ctx, tx, run, ['checked'], change)
    await requireRoles(ctx, tx, run)
    await intend(ctx, tx, 'imports.start', { importId })
    await record(ctx, tx, {
      action: 'import.started',
      entity: 'import',
      entityId: importId,
      details: { sheet: run.sheet },
    })
    return { reply: { id: importId, state: 'importing' as const }, changed: [] }
  })
}

const beforeLive = ['uploaded', 'checking', 'checked', 'importing', 'failed'] as const

/** Gives an import up before it went live; its file and rows go. Errors: import/wrong-state. */
export async function cancel(ctx: Context, parts: ImportParts, importId: string, command: { id: string }) {
  const reply = await once(ctx, { id: command.id, target: importId, body: command }, async (tx) => {
    const run = await getRun(tx, ctx, importId)
    await step(ctx, tx, run, beforeLive, { state: 'cancelled', finishedAt: ctx.now() })
    await intend(ctx, tx, 'imports.clear', { importId })
    await record(ctx, tx, { action: 'import.cancelled', entity: 'import', entityId: importId })
    return { reply: { id: importId, state: 'cancelled' as const }, changed: [] }
  })
  await removeUpload(parts, importId)
  return reply
}

/** Takes an import back in the background. Errors: import/stands-on with the counts, import/wrong-state. */
export function undo(ctx: Context, importId: string, command: { id: string }) {
  return once(ctx, { id: command.id, target: importId, body: command }, async (tx) => {
    const run = await getRun(tx, ctx, importId)
    requireSheet(ctx, run.sheet)
    if (run.state !== 'done') fail('import/wrong-state', { state: run.state })
    const standing = await findStanding(tx, ctx, run)
    if (standing.length > 0) fail('import/stands-on', { standing })
    await step(ctx, tx, run, ['done', 'duties'], { state: 'undoing' })
    await intend(ctx, tx, 'imports.undo', { importId })
    return { reply: { id: importId, state: 'undoing' as const }, changed: [] }
  })
}

/** Errors: import/wrong-state, with the state that stands. */
async function step(
  ctx: Context,
  connection: Connection,
  run: Run,
  from: readonly Run['state'][],
  change: RunChange,
): Promise<void> {
  if (!(await changeRun(connection, ctx, run.id, from, change))) fail('import/wrong-state', { state: run.state })
}
