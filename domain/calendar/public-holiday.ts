import days from 'chinese-days'
import type { CivilDate } from './civil-date.ts'

/** Whether a day is off by a public holiday of China, as announced by the State Council; a plain weekend is none. */
export function isPublicHoliday(date: CivilDate): boolean {
  const { work, name } = days.getDayDetail(date)
  // a holiday is named in two languages and with its length: `Labour Day,劳动节,5`; a weekend by its weekday alone
  return !work && name.includes(',')
}
