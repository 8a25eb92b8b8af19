import { dayOf } from '@sifang/domain/calendar'
import { reach } from '@sifang/domain/permissions'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { findTrackConsent } from '../check-ins/index.ts'
import { findLatestChecklists } from '../checklists/index.ts'
import { findLines } from '../lines/index.ts'
import { findColleagues } from '../members/index.ts'
import { findPolicyLines } from '../policies/index.ts'
import { carriedVillages } from './carried.ts'
import { findDutyRoom } from './day.ts'
import { findInHand } from './in-hand.ts'
import { findOwnReports } from './reports.ts'
import type { ownPart } from './schema.ts'
import { atOneMoment } from './snapshot.ts'
import { findOwnVisits } from './visits.ts'

type Own = z.input<typeof ownPart>

/** All that a member carries beside the parts of villages. */
export function readOwnPart(ctx: Context): Promise<Own> {
  const { actor, station } = ctx
  const today = dayOf(ctx.now(), station.timeZone)
  return atOneMoment(ctx, async (ctx, standing) => {
    const villageIds = await carriedVillages(ctx)
    return {
      ...standing,
      today,
      member: {
        id: actor.memberId,
        name: actor.name,
        role: actor.role,
        leadsShift: actor.leadsShift,
        standsInFor: [...actor.standsInFor],
      },
      station: { id: station.id, name: station.name, timeZone: station.timeZone, demo: station.demo },
      villageIds: [...villageIds],
      villages: await findVillages(ctx),
      ...(await findDutyRoom(ctx)),
      members: await findColleagues(ctx),
      lines: (await findLines(ctx)).map(({ id, name, lengthKm, posts }) => ({ id, name, lengthKm, posts })),
      policyLines: await findPolicy(ctx),
      checklists: reach('checklist.read', actor.role) ? await findLatestChecklists(ctx) : [],
      reports: await findOwnReports(ctx),
      visits: await findOwnVisits(ctx),
      ...(await findInHand(ctx, villageIds)),
      trackConsent: await findTrackConsent(ctx, ctx.db),
    }
  })
}

async function findVillages(ctx: Context): Promise<Own['villages']> {
  const { rows } = await sql<Own['villages'][number]>`
    select id, name from place where station_id = ${ctx.station.id} and kind = 'village' and closed_at is null
    order by name collate "zh-Hans-x-icu", id`.execute(ctx.db)
  return [...rows]
}

/** What the rules on the phone run by; who made a version is not among it. */
async function findPolicy(ctx: Context): Promise<Own['policyLines']> {
  const lines = await findPolicyLines(ctx.db, ctx.station.id)
  return lines.map(({ id, name, target, versions }) => ({
    id,
    name,
    target,
    versions: versions.map(({ effectiveFrom, ended, period, visits, visitKinds, presentRoles, checklist }) => ({
      effectiveFrom,
      ended,
      period,
      visits,
      visitKinds,
      presentRoles,
      checklist,
    })),
  }))
}
