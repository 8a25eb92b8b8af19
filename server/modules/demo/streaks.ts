import { incidentCategories } from '@sifang/domain/incidents'
import { defaultStreaks } from '@sifang/domain/streaks'
import type { DemoIncident } from './history.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { day, type Town } from './rows.ts'

type Row = Readonly<Record<string, unknown>>

const dayMs = 24 * 3600 * 1000

/** From when the real station says that nothing has happened; the papers are invented. */
const starts: Readonly<Record<string, { day?: string; first_year?: number; evidence: string; paper: string }>> = {
  '“三零”': { day: '2020-07-13', evidence: '管道单位与本所的联合巡护台账（演示）', paper: '演示〔2020〕7号' },
  零命案: { day: '2018-05-12', evidence: '接处警登记与年度统计（演示）', paper: '演示〔2018〕3号' },
  春节零警情: { first_year: 2022, evidence: '春节期间值班与接处警登记（演示）', paper: '演示〔2022〕1号' },
}

/** A start with its evidence for each default streak, entered on the station's first day. `ids` in their order. */
export const streakStartRows = (town: Town, ids: readonly string[], by: Person, random: Random): Row[] =>
  defaultStreaks.flatMap(({ name }, index) => {
    const start = starts[name]
    if (!start) return []
    return {
      station_id: town.stationId,
      id: random.id(town.startMs),
      streak_id: ids[index],
      day: start.day ?? null,
      first_year: start.first_year ?? null,
      evidence: start.evidence,
      paper: start.paper,
      recorded_at: new Date(town.startMs).toISOString(),
      recorded_by: by.id,
    }
  })

/** The register of calls agrees with sifang in each month that is over; the last one still waits for a second person. */
export function reconciliationRows(
  town: Town,
  incidents: readonly DemoIncident[],
  nowMs: number,
  [typist, second]: readonly [Person, Person],
  random: Random,
): Row[] {
  const months = monthsBetween(day(town.startMs), day(nowMs))
  return months.map((month, index) => {
    const typedMs = Math.min(nowMs - dayMs / 4, Date.parse(`${nextMonth(month)}T10:00:00+08:00`))
    const waits = index === months.length - 1
    return {
      station_id: town.stationId,
      id: random.id(typedMs),
      month,
      counts: countsIn(month, incidents),
      typed_at: new Date(typedMs).toISOString(),
      typed_by: typist.id,
      confirmed_at: waits ? null : new Date(Math.min(nowMs, typedMs + 2 * dayMs)).toISOString(),
      confirmed_by: waits ? null : second.id,
    }
  })
}

function countsIn(month: string, incidents: readonly DemoIncident[]): Readonly<Record<string, number>> {
  const inMonth = incidents.filter(
    ({ occurredAtMs, verdict }) => verdict !== 'rejected' && day(occurredAtMs).startsWith(month.slice(0, 7)),
  )
  return Object.fromEntries(
    incidentCategories.map(({ id }) => [id, inMonth.filter(({ category }) => category === id).length]),
  )
}

/** The first days of the months that begin after the one day and are over on the other. */
function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = []
  for (let month = nextMonth(`${from.slice(0, 7)}-01`); nextMonth(month) <= to; month = nextMonth(month))
    months.push(month)
  return months
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`
}
