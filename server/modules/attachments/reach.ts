import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { hasToDoWith, type StoredAttachment } from './queries.ts'

/** Police add to any matter, others to what they reported or ever had. Errors: attachment/not-found. */
export async function requireAdding(ctx: Context, matterId: string): Promise<void> {
  if (ctx.scope === 'station') return
  // the same as for a matter that is not there: whether there is one is not theirs to know
  if (!(await hasToDoWith(ctx, ctx.db, matterId))) fail('attachment/not-found')
}

/** Police and the auditor read all, others what they sent themselves. Errors: attachment/not-found. */
export function requireReading(ctx: Context, { uploadedBy }: Pick<StoredAttachment, 'uploadedBy'>): void {
  if (ctx.scope !== 'station' && uploadedBy !== ctx.actor.memberId) fail('attachment/not-found')
}

/** Whose attachments a list shows: null for all. */
export const onlyBy = (ctx: Context): string | null => (ctx.scope === 'station' ? null : ctx.actor.memberId)
