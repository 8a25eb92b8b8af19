import { followUpOf, hasInHand, readFollowUp, reporterNamedTo } from '@sifang/domain/follow-ups'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { readEntries } from '../follow-ups/index.ts'
import { findEntryIds, hasToDoWith, type StoredAttachment } from './queries.ts'

/** Police add to any matter, others to what they reported, ever had or have in hand for somebody. Errors: attachment/not-found. */
export async function requireAdding(ctx: Context, matterId: string): Promise<void> {
  if (ctx.scope === 'station') return
  // the same as for a matter that is not there: whether there is one is not theirs to know
  if (!(await hasToDoWith(ctx, ctx.db, matterId))) fail('attachment/not-found')
}

/** Whose attachments are seen beside one's own: all, or those given with these findings and entries. */
export type Seen = 'all' | { readonly findingIds: readonly string[]; readonly entryIds: readonly string[] }

const nothing: Seen = { findingIds: [], entryIds: [] }

/** What a member sees of a matter's files, and whom of those who added them they are not told. */
export type Reach = { readonly seen: Seen; readonly unnamed: readonly string[] }

/**
 * Police and the auditor see all. Others see what was given with an entry that they read in full (domain/follow-ups): all
 * of what they own, of anything else their own words and the answer to them. Who reported is not named to them.
 */
export async function reachOf(ctx: Context, matterId: string): Promise<Reach> {
  if (ctx.scope === 'station') return { seen: 'all', unnamed: [] }
  const entries = await readEntries(ctx.db, ctx.station.id, matterId)
  if (entries.length === 0) return { seen: nothing, unnamed: [] }
  const { ownerId, reporterIds } = followUpOf(entries)
  const unnamed = reporterIds.filter((id) => !reporterNamedTo(ctx.actor.role, id === ctx.actor.memberId))
  if (hasInHand(ctx.actor, ownerId)) return { seen: 'all', unnamed }
  const full = readFollowUp(entries, ctx.actor).filter(({ reading }) => reading === 'full')
  const versions = full.map(({ version }) => version)
  const findingIds = versions.flatMap((version) => {
    const entry = entries[version - 1]
    return entry && 'findingId' in entry && entry.findingId !== null ? [entry.findingId] : []
  })
  return { seen: { findingIds, entryIds: await findEntryIds(ctx, matterId, versions) }, unnamed }
}

/** Errors: attachment/not-found. */
export async function requireReading(ctx: Context, matterId: string, attachment: StoredAttachment): Promise<void> {
  if (attachment.uploadedBy === ctx.actor.memberId) return
  const { seen } = await reachOf(ctx, matterId)
  if (seen === 'all') return
  const { findingId, entryId } = attachment
  if (findingId && seen.findingIds.includes(findingId)) return
  if (entryId && seen.entryIds.includes(entryId)) return
  fail('attachment/not-found')
}
