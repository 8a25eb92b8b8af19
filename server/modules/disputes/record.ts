import { zoneOf } from '@sifang/domain/calendar'
import { type Dispute, type DisputeStep, disputeOf } from '@sifang/domain/disputes'
import type { FollowUpEntry } from '@sifang/domain/follow-ups'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { record } from '../../platform/records/audit.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { findingContent, readEntries } from '../follow-ups/index.ts'
import { getDisputeMatter, type PartyPart, readFindingWords, readParties, readWords } from './queries.ts'
import { hostNamed } from './reading.ts'
import {
  type PartyContent,
  partyContent,
  type ReadingPurpose,
  type readingReply,
  type StepWords,
  stepWords,
} from './schema.ts'
import { requireHand } from './service.ts'

/** One step as a paper needs it: when, what, who took it, its words. */
export type RecordedStep = {
  readonly version: number
  readonly at: Date
  readonly byName: string
  readonly step: DisputeStep
  /** Members who sat there, by id. */
  readonly memberNames: ReadonlyMap<string, string>
  readonly words: StepWords
}

/** Everything that a dispute's papers need, opened. 来源 is 走访发现: the one who reported is never named (DOMAIN.md §1). */
export type DisputeRecord = {
  readonly id: string
  readonly villageName: string | null
  readonly dispute: Omit<Dispute, 'reportedBy' | 'reporterIds'>
  readonly source: 'visit'
  readonly summary: readonly string[]
  readonly host: { readonly kind: string; readonly name: string } | null
  readonly committee: { readonly name: string; readonly hasSeal: boolean } | null
  readonly parties: readonly { readonly id: string; readonly part: PartyPart; readonly person: PartyContent }[]
  readonly steps: readonly RecordedStep[]
}

/** What was said and who the parties are, for a purpose, on record before the answer. Errors: account/not-allowed, secret/erased. */
export function readOpened(ctx: Context, id: string, purpose: ReadingPurpose): Promise<z.input<typeof readingReply>> {
  return ctx.db.transaction().execute(async (tx) => {
    const { parties, steps } = await disputeRecord(ctx, tx, id, purpose)
    return {
      parties: [...parties],
      words: steps
        .filter(({ words }) => Object.keys(words).length > 0)
        .map(({ version, step, words }) => ({ version, kind: step.kind, fields: words })),
    }
  })
}

/**
 * The door for papers: a dispute with everything opened, the reading on record with its purpose. Errors: dispute/not-found,
 * account/not-allowed (a cadre who neither owns nor hosts it), secret/erased.
 */
export async function disputeRecord(ctx: Context, tx: Tx, id: string, purpose: string): Promise<DisputeRecord> {
  const { ownerId, villageId } = await getDisputeMatter(ctx, tx, id)
  const entries = await readEntries(tx, ctx.station.id, id)
  const { reportedBy: _by, reporterIds: _ids, ...dispute } = disputeOf(entries, zoneOf(ctx.station.timeZone))
  requireHand(ctx, ownerId, dispute.host?.memberId ?? null)
  await record(ctx, tx, { action: 'dispute.read', entity: 'dispute', entityId: id, purpose })

  const matter = await getMatter(tx, ctx, id)
  const opened = (sealed: Buffer): unknown => JSON.parse(matter.open(sealed).toString())
  const worded = new Map(
    (await readWords(tx, ctx.station.id, id)).map(({ version, sealed }) => [version, stepWords.parse(opened(sealed))]),
  )
  const names = await namesOf(ctx, tx, [villageId, ...entries.flatMap((entry) => [entry.by, ...satAt(entry)])])
  const found = await readFindingWords(tx, ctx.station.id, id)
  const parties = await readParties(tx, ctx.station.id, id)
  return {
    id,
    villageName: villageId === null ? null : (names.get(villageId) ?? null),
    dispute,
    source: 'visit',
    summary: found.flatMap(({ sealed }) => findingContent.parse(opened(sealed)).words ?? []),
    host: await hostNamed(ctx, tx, { ...dispute, reportedBy: '', reporterIds: [] }),
    committee: await committeeOf(ctx, tx, dispute),
    parties: parties.flatMap(({ id: partyId, part, sealed }) =>
      sealed === null ? [] : [{ id: partyId, part, person: partyContent.parse(opened(sealed)) }],
    ),
    steps: entries.flatMap((entry, index) =>
      entry.kind !== 'worked' || entry.dispute === null
        ? []
        : [
            {
              version: index + 1,
              at: new Date(entry.at),
              byName: names.get(entry.by) ?? '',
              step: entry.dispute,
              memberNames: new Map(satAt(entry).flatMap((one) => [[one, names.get(one) ?? ''] as const])),
              words: worded.get(index + 1) ?? {},
            },
          ],
    ),
  }
}

/** Whoever sat at a sitting and is known by an id; those who are parties have no name among the members. */
const satAt = (entry: FollowUpEntry): readonly string[] =>
  entry.kind === 'worked' && entry.dispute?.kind === 'sitting'
    ? entry.dispute.present.flatMap(({ personId }) => personId ?? [])
    : []

async function namesOf(ctx: Context, tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = ids.filter((id) => id !== null)
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from member where station_id = ${ctx.station.id} and id = any(${wanted}::uuid[])
    union all
    select id, name from place where station_id = ${ctx.station.id} and id = any(${wanted}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function committeeOf(ctx: Context, tx: Tx, { host }: Pick<Dispute, 'host'>) {
  if (host?.kind !== 'mediator') return null
  const { rows } = await sql<{ name: string; hasSeal: boolean }>`
    select name, has_seal from committee where station_id = ${ctx.station.id} and id = ${host.committeeId}`.execute(tx)
  return rows[0] ?? null
}
