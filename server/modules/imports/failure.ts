import { type ProblemCode, problems } from '@sifang/domain/problems'
import type { JobContext } from '../../platform/context.ts'
import { isDiskFull } from '../../platform/data-directory/index.ts'
import { Problem } from '../../platform/http/problem.ts'
import { SheetProblem } from '../../platform/sheets/index.ts'
import { changeRun, type Run, type RunProblem } from './run.ts'

/** A problem of the catalogue as it is kept with an import. */
export function kept(code: ProblemCode): RunProblem {
  const { zh, en } = problems[code]
  return { code, zh, en }
}

/** Attempts at a step that fails for a reason nobody foresaw. */
const mostAttempts = 3

/**
 * Ends an import that cannot go on, with a sentence; or lets the error through, so that the step is tried again: when the
 * program ends, and at first for what nobody foresaw.
 */
export async function endFailed(
  job: JobContext,
  importId: string,
  from: readonly Run['state'][],
  error: unknown,
  attempt: { readonly attempt: number; readonly signal: AbortSignal },
): Promise<void> {
  if (attempt.signal.aborted) throw error
  const problem = problemFor(error)
  if (problem === null && attempt.attempt < mostAttempts) throw error
  await changeRun(job.db, job, importId, from, {
    state: 'failed',
    problem: problem ?? kept('import/failed'),
    finishedAt: job.now(),
  })
}

function problemFor(error: unknown): RunProblem | null {
  if (error instanceof SheetProblem) return { code: error.code, zh: error.zh, en: error.en }
  if (error instanceof Problem) return kept(error.code)
  if (isDiskFull(error)) return kept('request/disk-full')
  if (errorCode(error) === 'ENOENT') return kept('import/file-gone')
  // a unique or foreign key that the check found free, or there: somebody else changed the station meanwhile
  if (['23505', '23503'].includes(errorCode(error))) return kept('import/check-again')
  return null
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
