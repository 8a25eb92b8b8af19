import type { DisputeState, Procedure } from '@sifang/domain/disputes'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

/** A line of the 调解登记簿: codes, days and who hosted; nobody that it was between. */
export type RegisterLine = {
  readonly id: string
  readonly acceptedOn: string
  readonly villageName: string | null
  readonly cause: string | null
  readonly procedure: Procedure
  readonly hostName: string | null
  readonly state: DisputeState
  readonly settledOn: string | null
  readonly endedOn: string | null
}

/**
 * What was accepted in a month, in the order of acceptance. 就地劝和 is not mediation and its peace-makers are not named, so
 * it is not in the register.
 */
export async function registerOf(ctx: Context, month: string): Promise<readonly RegisterLine[]> {
  const first = `${month}-01`
  const { rows } = await sql<RegisterLine>`
    select d.id, d.accepted_on, v.name as village_name, d.cause, d.procedure, coalesce(m.name, host.name) as host_name,
      d.state, d.settled_on, d.ended_on
    from dispute d
    left join place v on v.station_id = d.station_id and v.id = d.village_id
    left join mediator m on m.station_id = d.station_id and m.id = (d.standing #>> '{host,mediatorId}')::uuid
    left join member host on host.station_id = d.station_id
      and host.id = coalesce(m.member_id, (d.standing #>> '{host,memberId}')::uuid)
    where d.station_id = ${ctx.station.id} and d.accepted_on >= ${first}::date
      and d.accepted_on < ${first}::date + interval '1 month' and d.procedure <> 'informal'
    order by d.accepted_on, d.reported_on, d.id`.execute(ctx.db)
  return rows
}
