import { civilDate, type Instant, type Zone, zoneOf } from '@sifang/domain/calendar'
import { type DueKey, dueClasses, dueKinds, mergeDue } from '@sifang/domain/due'
import { reach } from '@sifang/domain/permissions'
import { tiers } from '@sifang/domain/tiers'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { cursor, readCursor } from '../../platform/http/route.ts'
import { findNames } from '../members/index.ts'
import type { MemberDueQuery, MemberDueRow, memberDuePage } from './schema.ts'
import { type Due, ownedSources, sources } from './sources.ts'

/** `standsInFor`: whose it is, where one stands in for them. */
type Listed = Due & { readonly standsInFor?: MemberDueRow['standsInFor'] }

/**
 * What a member has to do, with the follow-ups of those for whom they stand in today, in the order of domain/due. Each
 * source reads at most a page by its own index; the pages of one reading are as of its first. Errors: account/not-allowed for another member's, request/invalid.
 */
export async function findMemberDue(ctx: Context, query: MemberDueQuery): Promise<z.input<typeof memberDuePage>> {
  const memberId = query.memberId ?? ctx.actor.memberId
  if (memberId !== ctx.actor.memberId && reach('duty.read', ctx.actor.role) !== 'station') fail('account/not-allowed')
  const from = readPlace(query.after)
  const now = from?.asOf ?? ctx.now().getTime()
  const zone = zoneOf(ctx.station.timeZone)
  const asked = { now, zone, after: from?.after ?? null, limit: query.limit + 1 }
  const own = sources.map((source) => source(ctx, { ...asked, memberId }))
  const absent = memberId === ctx.actor.memberId ? await findNames(ctx, ctx.db, ctx.actor.standsInFor) : []
  const others = absent.flatMap((member) =>
    ownedSources.map(async (source) => {
      const found: readonly Due[] = await source(ctx, { ...asked, memberId: member.id })
      return found.map((due) => ({ ...due, standsInFor: member }))
    }),
  )
  const merged: readonly Listed[] = mergeDue<Listed>(await Promise.all([...own, ...others]), query.limit + 1)
  const shown = merged.slice(0, query.limit)
  const last = shown.at(-1)
  return {
    rows: shown.map(
      (due) => ({ ...due.row, ...timesOf(due, now, zone), standsInFor: due.standsInFor ?? null }) as MemberDueRow,
    ),
    next: merged.length > query.limit && last ? placeOf(last.key, now) : null,
    today: civilDate(zone.dayOf(now)),
    asOf: new Date(now).toISOString(),
  }
}

function timesOf({ key: { at, class: of } }: Due, now: Instant, zone: Zone) {
  const dueAt = new Date(at).toISOString()
  return {
    dueAt,
    byTheHour: zone.startOfDay(zone.dayOf(at)) !== at,
    overdueSince: of === 'overdue' ? dueAt : null,
    // the end of a day belongs to that day
    daysLeft: zone.dayOf(at - 1) - zone.dayOf(now) + 1,
  }
}

const placeOf = (key: DueKey, asOf: Instant): string =>
  cursor([asOf, key.class, key.at, key.kind, key.tier, Number(key.missed), key.id, key.part])

/** Errors: request/invalid when it is no place in a list of ours. */
function readPlace(after: string | undefined): { readonly asOf: Instant; readonly after: DueKey } | null {
  const values = readCursor(after, 8)
  if (values === null) return null
  const [asOf, of, at, kind, tier, missed, id, part] = values
  const [known, kindKnown] = [dueClasses.find((one) => one === of), dueKinds.find((one) => one === kind)]
  const isOurs =
    typeof asOf === 'number' && typeof at === 'number' && typeof id === 'string' && typeof part === 'string'
  if (!isOurs || !known || !kindKnown) return fail('request/invalid')
  const tierKnown = tiers.find((one) => one === tier) ?? null
  return { asOf, after: { class: known, at, kind: kindKnown, tier: tierKnown, missed: missed === 1, id, part } }
}
