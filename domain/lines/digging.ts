import { type CivilDate, civilDate, dayNumber } from '../calendar/index.ts'
import { holdsPersonalNumber } from '../personal-number.ts'

/** Digging on a line as it is announced: from which post to which, from which day to which, what and by which firm. */
export type Announcement = {
  readonly fromKm: number
  readonly toKm: number
  readonly firstDay: CivilDate
  readonly lastDay: CivilDate
  readonly work: string
}

/** From the day of its withdrawal on it counts for nothing. */
export type PlannedDigging = Omit<Announcement, 'work'> & { readonly withdrawnOn: CivilDate | null }

/** A post, or a stretch, on a day. */
export type Spot = { readonly fromKm: number; readonly toKm: number; readonly day: CivilDate }

/** “Planned digging on a line is announced and is no puncture” (DOMAIN.md §8); both ends belong to it. */
export function isAnnounced(digging: PlannedDigging, { fromKm, toKm, day }: Spot): boolean {
  const isThere = digging.fromKm <= toKm && fromKm <= digging.toKm
  const isThen = digging.firstDay <= day && day <= digging.lastDay
  return isThere && isThen && (digging.withdrawnOn === null || day < digging.withdrawnOn)
}

const longestDays = 366

/**
 * Why it may not be announced, or null. Never afterwards: what was dug unannounced is a puncture until somebody has looked
 * at it.
 */
export function announcementRefusal(
  { fromKm, toKm, firstDay, lastDay, work }: Announcement,
  { lengthKm, today }: { readonly lengthKm: number; readonly today: CivilDate },
): 'digging/span' | 'digging/begun' | 'digging/personal-data' | null {
  const isLong = lastDay > civilDate(dayNumber(firstDay) + longestDays)
  if (fromKm > toKm || toKm > lengthKm || firstDay > lastDay || isLong) return 'digging/span'
  if (firstDay < today) return 'digging/begun'
  return holdsPersonalNumber(work) ? 'digging/personal-data' : null
}
