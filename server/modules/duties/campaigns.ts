import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import type { DueQuery } from './schema.ts'

/** `due` is open, fulfilled and missed together; an excused place is not owed a visit any more. */
type CampaignProgress = Readonly<Record<'due' | 'fulfilled' | 'open' | 'missed' | 'excused', number>>

/**
 * How each campaign stands (“应查 36，已查 20”), by its policy line; one whose days have not begun is not among them. Each
 * figure has its list: GET /duties with the line and the states that it counts. Plan: an index-only scan of duty_of_campaign.
 */
export async function countCampaigns(ctx: Context, today: string): Promise<ReadonlyMap<string, CampaignProgress>> {
  const { rows } = await sql<CampaignProgress & { lineId: string }>`
    select d.line_id, count(*) filter (where d.state <> 'excused')::int as due,
      count(*) filter (where d.state = 'fulfilled')::int as fulfilled,
      count(*) filter (where d.state = 'open' and d.until >= ${today}::date)::int as open,
      count(*) filter (where d.state = 'open' and d.until < ${today}::date)::int as missed,
      count(*) filter (where d.state = 'excused')::int as excused
    from duty d
    where d.station_id = ${ctx.station.id} and d.period = 'campaign' and d.state in ('open', 'fulfilled', 'excused')
      and d.from_at <= ${ctx.now()}
    group by d.line_id`.execute(ctx.db)
  return new Map(rows.map(({ lineId, ...progress }) => [lineId, progress]))
}

/** What a list of duties asks for, on whichever page. */
export type DueAsked = Omit<DueQuery, 'limit' | 'after'>

/** What became of a begun duty `d`. */
export const stateAt = (today: string) =>
  sql`case when d.state = 'open' and d.until < ${today}::date then 'missed' else d.state end`

/** Which begun duties `d` are asked for: those that run, or those of a campaign by what became of them. */
export function standing(query: DueAsked, today: string): RawBuilder<unknown> {
  if (!query.state) return sql`d.state = 'open' and d.until >= ${today}::date`
  const wanted = query.state.map((state) => {
    if (state === 'open') return sql`(d.state = 'open' and d.until >= ${today}::date)`
    if (state === 'missed') return sql`(d.state = 'open' and d.until < ${today}::date)`
    return sql`d.state = ${sql.lit(state)}`
  })
  return sql`d.period = 'campaign' and (${sql.join(wanted, sql` or `)})`
}

/** A campaign has one duty a place; of other lines the past is too long for one list. Errors: request/invalid. */
export async function requireListable(
  ctx: Pick<Context, 'db' | 'station'>,
  { state, lineId }: DueAsked,
): Promise<void> {
  if (!state) return
  const { rows } = await sql`
    select from policy_line where station_id = ${ctx.station.id} and id = ${lineId ?? null}::uuid
      and target ->> 'kind' = 'campaign'`.execute(ctx.db)
  if (rows.length > 0) return
  fail('request/invalid', {}, [
    {
      path: 'query.lineId',
      zh: '只有专项行动的走访任务可按状态列出',
      en: 'only a campaign’s duties are listed by state',
    },
  ])
}
