import { type Day, dayFrom, daysInMonth, weekday, yearMonthDay } from './civil-date.ts'

/** The periods that repeat (DOMAIN.md §4 “Periods”). */
export type CalendarPeriodKind = 'week' | 'half-month' | 'month' | 'quarter'

/** A campaign's one period is its first to last day. */
export type PeriodKind = CalendarPeriodKind | 'campaign'

/** Both days included. */
export type Period = { readonly kind: PeriodKind; readonly start: Day; readonly end: Day }

/** The period of this kind that holds `day`: week = Monday to Sunday; half-month = 1st–15th and 16th–end; month; quarter. */
export function periodOf(kind: CalendarPeriodKind, day: Day): Period {
  if (kind === 'week') {
    const start = day - weekday(day) + 1
    return { kind, start, end: start + 6 }
  }
  const { year, month, day: dayOfMonth } = yearMonthDay(day)
  const first = day - dayOfMonth + 1
  switch (kind) {
    case 'half-month':
      return dayOfMonth <= 15
        ? { kind, start: first, end: first + 14 }
        : { kind, start: first + 15, end: first + daysInMonth(year, month) - 1 }
    case 'month':
      return { kind, start: first, end: first + daysInMonth(year, month) - 1 }
    case 'quarter': {
      const firstMonth = month - ((month - 1) % 3)
      return {
        kind,
        start: dayFrom(year, firstMonth, 1),
        end: dayFrom(year, firstMonth + 2, daysInMonth(year, firstMonth + 2)),
      }
    }
  }
}

/** The period that follows, or null after a campaign. */
export const nextPeriod = (period: Period): Period | null =>
  period.kind === 'campaign' ? null : periodOf(period.kind, period.end + 1)

export const lengthInDays = (period: Period): number => period.end - period.start + 1

/** Days of the period that are left on `day`, that day included: 1 on its last day. */
export const daysLeft = (period: Period, day: Day): number => period.end - day + 1
