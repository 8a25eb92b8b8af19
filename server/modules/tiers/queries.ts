import { mayDecide } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import type { proposalPage, proposalQuery } from './schema.ts'

export type Proposal = { readonly placeId: string; readonly proposedBy: string; readonly verdict: string | null }

export async function insertProposal(
  tx: Tx,
  stationId: string,
  proposal: {
    id: string
    placeId: string
    tier: 'red' | 'yellow' | 'green'
    reason: string
    lastDay: string
    proposedBy: string
    proposedAt: Date
  },
): Promise<void> {
  await tx
    .insertInto('tierProposal')
    .values({ stationId, ...proposal })
    .execute()
}

/** Locked against a second decision at the same moment. Errors: proposal/not-found. */
export async function lockProposal(tx: Tx, stationId: string, id: string): Promise<Proposal> {
  const { rows } = await sql<Proposal>`
    select place_id, proposed_by, verdict from tier_proposal
    where station_id = ${stationId} and id = ${id} for no key update`.execute(tx)
  return rows[0] ?? fail('proposal/not-found')
}

export async function decide(
  tx: Tx,
  stationId: string,
  id: string,
  decision: { verdict: string; decidedBy: string; decidedAt: Date; decisionNote: string | null },
): Promise<void> {
  await tx.updateTable('tierProposal').set(decision).where('stationId', '=', stationId).where('id', '=', id).execute()
}

/** The place a proposal is about: its tier now and its village. Errors: place/not-found. */
export async function placeTier(tx: Tx, stationId: string, placeId: string) {
  const { rows } = await sql<{ tier: string | null; villageId: string | null; closedAt: Date | null }>`
    select tier, village_id, closed_at from place where station_id = ${stationId} and id = ${placeId}`.execute(tx)
  return rows[0] ?? fail('place/not-found')
}

type Stored = Omit<z.input<typeof proposalPage>['rows'][number], 'proposedAt' | 'decidedAt' | 'mayDecide'> & {
  proposedAt: Date
  decidedAt: Date | null
}

export async function findProposals(
  ctx: Context,
  query: z.output<typeof proposalQuery>,
): Promise<z.input<typeof proposalPage>> {
  const after = readCursor(query.after, 2)
  const { rows } = await sql<Stored>`
    select t.id, t.place_id, p.name as place_name, v.name as village_name, p.tier as tier_now, t.tier, t.reason, t.last_day,
      t.proposed_at, jsonb_build_object('id', m.id, 'name', m.name) as proposed_by, t.verdict, t.decided_at,
      d.name as decided_by_name, t.decision_note
    from tier_proposal t
    join place p on p.station_id = t.station_id and p.id = t.place_id
    left join place v on v.station_id = p.station_id and v.id = p.village_id
    join member m on m.station_id = t.station_id and m.id = t.proposed_by
    left join member d on d.station_id = t.station_id and d.id = t.decided_by
    where t.station_id = ${ctx.station.id}
      and (${query.waiting ?? null}::boolean is null or (t.verdict is null) = ${query.waiting ?? null})
      and (${query.placeId ?? null}::uuid is null or t.place_id = ${query.placeId ?? null})
      and (${after?.[0] ?? null}::timestamptz is null
        or (t.proposed_at, t.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid))
    order by t.proposed_at desc, t.id desc limit ${query.limit + 1}`.execute(ctx.db)
  const shown = rows.slice(0, query.limit).map((row) => ({
    ...row,
    proposedAt: row.proposedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    mayDecide: row.verdict === null && mayDecide('approve-tier', ctx.actor, { enteredBy: row.proposedBy.id }) === null,
  }))
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > query.limit && last ? cursor([last.proposedAt, last.id]) : null }
}
