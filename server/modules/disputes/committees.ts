import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import type { committeeList, KeepCommittee } from './schema.ts'

type Rows = z.input<typeof committeeList>['rows']

/** The whole register: a station has one committee a village, and the town's. */
export async function findCommittees(ctx: Context): Promise<z.input<typeof committeeList>> {
  const { rows } = await sql<Rows[number]>`
    select c.id, c.name, c.place_id, p.name as place_name, c.has_seal, c.from_day as "from", c.to_day as "to", c.version,
      coalesce((select json_agg(json_build_object('id', m.id, 'memberId', m.member_id, 'name', coalesce(m.name, member.name),
          'from', m.from_day, 'to', m.to_day) order by m.from_day, m.id)
        from mediator m left join member on member.station_id = m.station_id and member.id = m.member_id
        where m.station_id = c.station_id and m.committee_id = c.id), '[]') as mediators
    from committee c left join place p on p.station_id = c.station_id and p.id = c.place_id
    where c.station_id = ${ctx.station.id} order by c.place_id is not null, p.name, c.name`.execute(ctx.db)
  return { rows }
}

/**
 * Enters a committee or writes it anew on the version that was read. A mediator who hosted keeps the row: a term is ended,
 * not removed. Errors: record/changed, dispute/term-order, place/village-unknown.
 */
export function keepCommittee(ctx: Context, id: string, command: KeepCommittee) {
  return once(ctx, { id: command.id, target: id, body: command }, async (tx) => {
    for (const { from, to } of [command, ...command.mediators]) if (to !== null && to < from) fail('dispute/term-order')
    if (command.placeId) await requireDivisionPlace(ctx, tx, command.placeId)
    const version = await write(ctx, tx, id, command)
    for (const mediator of command.mediators) await writeMediator(ctx, tx, id, mediator)
    await record(ctx, tx, { action: 'committee.kept', entity: 'committee', entityId: id, details: { version } })
    return { reply: { id, version }, changed: [{ op: 'put' as const, entity: 'committee', id, villagesAfter: [] }] }
  })
}

async function requireDivisionPlace(ctx: Context, tx: Tx, placeId: string): Promise<void> {
  const { rows } = await sql`select from place where station_id = ${ctx.station.id} and id = ${placeId}
    and kind in ('village', 'community')`.execute(tx)
  if (rows.length === 0) fail('place/village-unknown')
}

async function write(ctx: Context, tx: Tx, id: string, command: KeepCommittee): Promise<number> {
  const { name, placeId, hasSeal, from, to, basedOn } = command
  const { rows } = await sql<{ version: number }>`
    insert into committee (station_id, id, name, place_id, has_seal, from_day, to_day)
    values (${ctx.station.id}, ${id}, ${name}, ${placeId}, ${hasSeal}, ${from}, ${to})
    on conflict (station_id, id) do update set name = excluded.name, place_id = excluded.place_id,
      has_seal = excluded.has_seal, from_day = excluded.from_day, to_day = excluded.to_day, version = committee.version + 1
      where committee.version = ${basedOn}
    returning version`.execute(tx)
  return rows[0]?.version ?? fail('record/changed')
}

async function writeMediator(
  ctx: Context,
  tx: Tx,
  committeeId: string,
  { id, memberId, name, from, to }: KeepCommittee['mediators'][number],
): Promise<void> {
  const { rows } = await sql`
    insert into mediator (station_id, id, committee_id, member_id, name, from_day, to_day)
    values (${ctx.station.id}, ${id}, ${committeeId}, ${memberId}, ${memberId === null ? name : null}, ${from}, ${to})
    on conflict (station_id, id) do update set name = excluded.name, from_day = excluded.from_day, to_day = excluded.to_day
      where mediator.committee_id = excluded.committee_id and mediator.member_id is not distinct from excluded.member_id
    returning id`.execute(tx)
  if (rows.length === 0) fail('record/changed')
}
