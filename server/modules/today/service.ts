import { dayOf } from '@sifang/domain/calendar'
import type { z } from 'zod'
import { backupAge } from '../../platform/backup/index.ts'
import type { Context } from '../../platform/context.ts'
import { countFollowUps } from '../follow-ups/index.ts'
import { villageFigures } from './figures-cache.ts'
import { countStation, type StationFigures, type VillageFigures } from './queries.ts'
import type { todayFigures } from './schema.ts'

type Figures = z.input<typeof todayFigures>

/** Where the machine notes its backups. */
export type TodayParts = { readonly dataDir: string }

/** The first page's figures, right at the next reading after each write (DOMAIN.md §12). */
export async function readToday(ctx: Context, parts: TodayParts): Promise<Figures> {
  const day = dayOf(ctx.now(), ctx.station.timeZone)
  const station = await countStation(ctx)
  const { open, firstAnswerAt, overdue, revisitsTomorrow } = await countFollowUps(ctx)
  const backup = await backupAge(parts.dataDir, ctx.now())
  const villages = await villageFigures(ctx, day, station.seq)
  const places = sum(villages, (row) => row.red + row.yellow + row.green)
  const monthAll = sum(villages, (row) => row.monthAll)
  return {
    day,
    base: {
      villages: station.villages,
      communities: station.communities.length,
      places,
      byTier: {
        red: sum(villages, (row) => row.red),
        yellow: sum(villages, (row) => row.yellow),
        green: sum(villages, (row) => row.green),
      },
      byCommunity: byCommunity(station, villages),
      volunteers: station.volunteers,
      villagesWithVolunteer: station.villagesWithVolunteer,
      confirmedPercent: percent(
        sum(villages, (row) => row.confirmed),
        places,
      ),
    },
    due: {
      red: tierFigures(villages, 0),
      yellow: tierFigures(villages, 1),
      green: tierFigures(villages, 2),
      others: tierFigures(villages, 3),
      monthDonePercent: percent(
        sum(villages, (row) => row.monthDone),
        monthAll,
      ),
    },
    waiting: {
      incidents: station.incidents,
      tierProposals: station.tierProposals,
      excusals: station.excusals,
      lateVisits: station.lateVisits,
      redReviews: station.redReviews,
      failedTwice: sum(villages, (row) => row.failedTwice),
    },
    followUps: { open, firstAnswerAt, overdue, revisitsTomorrow },
    judging: station.judging,
    backup: { overdue: backup.overdue, copyOverdue: backup.copyOverdue, lastAt: backup.lastAt?.toISOString() ?? null },
    roster: { dutyOfficer: station.dutyOfficer, shiftLeader: station.shiftLeader },
  }
}

function byCommunity(station: StationFigures, villages: readonly VillageFigures[]): Figures['base']['byCommunity'] {
  const grouped = station.communities.map(({ id, name, villageIds }) => ({ id, name, villageIds }))
  const inCommunity = new Set(grouped.flatMap(({ villageIds }) => villageIds))
  const rest = villages.filter(({ villageId }) => !villageId || !inCommunity.has(villageId))
  const groups = grouped.map(({ id, name, villageIds }) => ({
    ...counts(villages.filter(({ villageId }) => villageId !== null && villageIds.includes(villageId))),
    id,
    name,
    villages: villageIds.length,
  }))
  const ungrouped = {
    ...counts(rest),
    id: null,
    name: null,
    villages: Math.max(0, station.villages - inCommunity.size),
  }
  return ungrouped.villages > 0 || ungrouped.red + ungrouped.yellow + ungrouped.green > 0
    ? [...groups, ungrouped]
    : groups
}

const counts = (rows: readonly VillageFigures[]) => ({
  red: sum(rows, (row) => row.red),
  yellow: sum(rows, (row) => row.yellow),
  green: sum(rows, (row) => row.green),
})

const tierFigures = (rows: readonly VillageFigures[], rank: 0 | 1 | 2 | 3) => ({
  due: sum(rows, (row) => row.due[rank]),
  today: sum(rows, (row) => row.today[rank]),
  missed: sum(rows, (row) => row.missed[rank]),
})

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0)

const percent = (part: number, all: number): number | null => (all === 0 ? null : Math.floor((100 * part) / all))
