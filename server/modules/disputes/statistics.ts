import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { statisticsReply } from './schema.ts'

type Statistics = z.input<typeof statisticsReply>
type Count = Statistics['byCause'][number]

/** A month's counts by kind, procedure, outcome, village, and the time taken: counts only, of nobody. */
export async function monthOf(ctx: Context, month: string): Promise<Statistics> {
  const first = `${month}-01`
  const within = (day: string) => sql<boolean>`
    ${sql.ref(`d.${day}`)} >= ${first}::date and ${sql.ref(`d.${day}`)} < ${first}::date + interval '1 month'`
  const station = sql`d.station_id = ${ctx.station.id}`
  const counted = async (by: RawBuilder<unknown>, where: RawBuilder<unknown>): Promise<Count[]> => {
    const { rows } = await sql<Count>`
      select ${by} as "of", count(*)::int as count from dispute d where ${station} and ${where}
      group by 1 order by 2 desc, 1`.execute(ctx.db)
    return rows
  }
  const totals = await sql<Pick<Statistics, 'reported' | 'accepted' | 'ended'>>`
    select count(*) filter (where ${within('reportedOn')})::int as reported,
      count(*) filter (where ${within('acceptedOn')})::int as accepted,
      count(*) filter (where ${within('endedOn')})::int as ended
    from dispute d where ${station}`.execute(ctx.db)
  const villages = await sql<Statistics['byVillage'][number]>`
    select d.village_id, v.name as village_name, count(*)::int as count
    from dispute d left join place v on v.station_id = d.station_id and v.id = d.village_id
    where ${station} and ${within('reportedOn')} group by 1, 2 order by v.name`.execute(ctx.db)
  const taken = await sql<Statistics['daysToSettle']>`
    select percentile_cont(0.5) within group (order by d.settled_on - d.accepted_on) as median,
      max(d.settled_on - d.accepted_on) as longest
    from dispute d where ${station} and d.accepted_on is not null and ${within('settledOn')}`.execute(ctx.db)
  return {
    month,
    ...(totals.rows[0] ?? { reported: 0, accepted: 0, ended: 0 }),
    byCause: await counted(sql`d.cause`, within('reportedOn')),
    byProcedure: await counted(sql`d.procedure`, within('reportedOn')),
    byOutcome: await counted(sql`d.state`, sql`(${within('settledOn')} or ${within('endedOn')})`),
    byVillage: villages.rows,
    daysToSettle: taken.rows[0] ?? { median: null, longest: null },
  }
}
