import { dayOf } from '@sifang/domain/calendar'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { findCarriedDuties, findCarriedPlaces } from './carried.ts'
import { findVillageFollowUps } from './follow-ups.ts'
import type { villagePart } from './schema.ts'
import { atOneMoment } from './snapshot.ts'

type Part = z.input<typeof villagePart>

/** Errors: place/not-found, for a village that is not theirs to read as for one that is none. */
export function requireOwnVillage({ scope, actor }: Context, villageId: string): void {
  if (scope !== 'station' && !actor.villageIds.includes(villageId)) fail('place/not-found')
}

/** The same for all members of a role: nothing here asks who it is. Errors: place/not-found. */
export async function readVillagePart(ctx: Context, villageId: string): Promise<Part> {
  const today = dayOf(ctx.now(), ctx.station.timeZone)
  return atOneMoment(ctx, async (ctx, standing) => {
    const inVillage = sql`p.village_id = ${villageId}`
    return {
      ...standing,
      village: await getVillage(ctx, villageId),
      places: await findCarriedPlaces(ctx, inVillage),
      duties: await findCarriedDuties(ctx, inVillage, today),
      followUps: await findVillageFollowUps(ctx, sql`f.village_id = ${villageId}`),
    }
  })
}

async function getVillage(ctx: Context, id: string): Promise<Part['village']> {
  const { rows } = await sql<Part['village']>`
    select id, name, community_id from place
    where station_id = ${ctx.station.id} and id = ${id} and kind = 'village' and closed_at is null`.execute(ctx.db)
  return rows[0] ?? fail('place/not-found')
}
