import { civilDate, dayNumber, dayOf, zoneOf } from '@sifang/domain/calendar'
import { beliefOn, recordedCounts, type Streak, windowRow } from '@sifang/domain/streaks'
import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { incidentsNow } from '../incidents/index.ts'
import { getStation } from '../stations/index.ts'
import {
  type Asked,
  type CountedStreak,
  countedRow,
  definitionOf,
  type Facts,
  incidentsOf,
  withBreakers,
} from './counted.ts'
import { findStreaks, getStreak, type StoredStreak } from './queries.ts'
import { findConfirmed } from './register-queries.ts'
import type { ledger, ledgerQuery, streakDetail, streakList, streakQuery } from './schema.ts'

/** Days of a ledger at once: each is counted twice. */
const mostDays = 92

/** All streaks as of a day, by what was known at an instant, those last that have been ended. Errors: streak/day-not-yet. */
export async function listStreaks(
  ctx: Context,
  query: z.output<typeof streakQuery>,
): Promise<z.input<typeof streakList>> {
  const asked = askedOf(ctx, query)
  const stored = await findStreaks(ctx.db, ctx.station.id)
  const { counted, facts } = await readFacts(ctx, stored, asked.knownAt)
  const rows = counted.map((one) => countedRow(one, facts, asked))
  return { ...told(asked), rows: rows.toSorted((a, b) => Number(a.endedOn !== null) - Number(b.endedOn !== null)) }
}

/** One streak with every start that was entered, and of festivals the windows. Errors: streak/not-found, streak/day-not-yet. */
export async function readStreak(
  ctx: Context,
  id: string,
  query: z.output<typeof streakQuery>,
): Promise<z.input<typeof streakDetail>> {
  const asked = askedOf(ctx, query)
  const stored = await getStreak(ctx.db, ctx.station.id, id)
  const { counted, facts } = await readFacts(ctx, [stored], asked.knownAt)
  const [one] = counted
  if (!one) return fail('streak/not-found')
  const definition = definitionOf(one)
  return {
    ...told(asked),
    streak: countedRow(one, facts, asked),
    starts: stored.starts.filter(({ recordedAt }) => Date.parse(recordedAt) <= asked.knownAt).toReversed(),
    windows:
      definition?.kind === 'festival'
        ? [...windowRow(definition, incidentsOf(one, facts), asked.asOf, asked.knownAt)]
        : [],
  }
}

/**
 * Day by day what was believed of a streak when the day ended, and what is true of it, the latest day first. Errors:
 * streak/not-found, streak/days-too-many, streak/day-not-yet.
 */
export async function readLedger(
  ctx: Context,
  id: string,
  { from, to }: z.output<typeof ledgerQuery>,
): Promise<z.input<typeof ledger>> {
  const days = dayNumber(to) - dayNumber(from) + 1
  if (days < 1 || days > mostDays) fail('streak/days-too-many')
  if (to > today(ctx)) fail('streak/day-not-yet')
  const stored = await getStreak(ctx.db, ctx.station.id, id)
  const { counted, facts } = await readFacts(ctx, [stored], ctx.now().getTime())
  const [one] = counted
  const definition = one && definitionOf(one)
  if (!one || !definition) return { rows: [] }
  const incidents = incidentsOf(one, facts)
  const now = ctx.now().getTime()
  return {
    rows: Array.from({ length: days }, (_, back) => {
      const day = civilDate(dayNumber(to) - back)
      const { believed, actual } = beliefOn(definition, incidents, day, now, zoneOf(ctx.station.timeZone))
      return { day, believed: figure(believed), actual: figure(actual) }
    }),
  }
}

const figure = ({ value, since, underReview }: Streak) => ({ value, since, underReview })

/** What some streaks are counted from. */
async function readFacts(
  ctx: Context,
  stored: readonly StoredStreak[],
  knownAt: number,
): Promise<{ counted: readonly CountedStreak[]; facts: Facts }> {
  const { settings } = await getStation(ctx.db, ctx.station.id)
  const counted = stored.map((one) => withBreakers(one, settings.ownCategories))
  const categories = [...new Set(counted.flatMap(({ breakers }) => breakers))]
  const [incidents, reconciliations] = await Promise.all([
    incidentsNow(ctx, categories),
    findConfirmed(ctx.db, ctx.station.id),
  ])
  const recorded = recordedCounts([...incidents.values()].flat(), knownAt)
  return { counted, facts: { incidents, reconciliations, recorded, timeZone: ctx.station.timeZone } }
}

/** Today by all that is known, unless told. What is known later than now is what is known now. */
function askedOf(ctx: Context, { asOf = today(ctx), knownAt }: z.output<typeof streakQuery>): Asked {
  if (asOf > today(ctx)) fail('streak/day-not-yet')
  const now = ctx.now().getTime()
  return { asOf, knownAt: knownAt === undefined ? now : Math.min(now, Date.parse(knownAt)) }
}

const told = ({ asOf, knownAt }: Asked) => ({ asOf, knownAt: new Date(knownAt).toISOString() })

const today = (ctx: Context): string => dayOf(ctx.now(), ctx.station.timeZone)
