import { readFollowUp } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { record } from '../../platform/records/audit.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { getReadable } from './detail.ts'
import { readEntries } from './entries.ts'
import type { ContentQuery, contentReply } from './schema.ts'

/** What is sealed with a finding. */
export const findingContent = z.object({
  words: z.string().nullable(),
  asker: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
})

/**
 * What was said in a matter, as far as this member reads its entries in full, for a purpose; the reading is on record
 * before the answer. Errors: follow-up/not-found, secret/erased.
 */
export async function readContent(
  ctx: Context,
  id: string,
  { purpose, note }: ContentQuery,
): Promise<z.input<typeof contentReply>> {
  await getReadable(ctx, id)
  const entries = await readEntries(ctx.db, ctx.station.id, id)
  const full = readFollowUp(entries, ctx.actor).filter(({ reading }) => reading === 'full')
  const versions = full.map(({ version }) => version)
  const findingIds = versions.flatMap((version) => {
    const entry = entries[version - 1]
    return entry && 'findingId' in entry && entry.findingId !== null ? [entry.findingId] : []
  })
  return ctx.db.transaction().execute(async (tx) => {
    await record(ctx, tx, {
      action: 'follow-up.read',
      entity: 'follow-up',
      entityId: id,
      purpose: note ? `${purpose}: ${note}` : purpose,
    })
    const matter = await getMatter(tx, ctx, id)
    const worded = await sql<{ version: number; sealed: Buffer }>`
      select version, sealed from follow_up_entry where station_id = ${ctx.station.id} and follow_up_id = ${id}
        and version = any(${versions}::int[]) and sealed is not null order by version`.execute(tx)
    const found = await sql<{ id: string; sealed: Buffer }>`
      select id, sealed from finding where station_id = ${ctx.station.id} and follow_up_id = ${id}
        and id = any(${findingIds}::uuid[]) and sealed is not null order by received_at, id`.execute(tx)
    return {
      entries: worded.rows.map(({ version, sealed }) => ({ version, words: matter.open(sealed).toString() })),
      findings: found.rows.map((finding) => ({
        id: finding.id,
        ...findingContent.parse(JSON.parse(matter.open(finding.sealed).toString())),
      })),
    }
  })
}
