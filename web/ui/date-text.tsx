import { useTranslation } from 'react-i18next'
import { civilDay, clockTime, isoDay } from './civil-time.ts'
import styles from './date-text.module.css'
import { useStationTime } from './station-time.tsx'

type DateProps = {
  /** `2025-02-01`, or an instant with offset. */
  readonly day: string
  /** 正月初四, where the lunar day matters; comes from the server. */
  readonly lunar?: string | undefined
}

/** 2月1日 周六（正月初四）; with the year when it is not this one. */
export function DateText({ day, lunar }: DateProps) {
  const { t, i18n } = useTranslation('ui')
  const { timeZone, now } = useStationTime()
  const civil = civilDay(day, timeZone)
  const thisYear = civil.year === civilDay(isoDay(now(), timeZone), timeZone).year
  const text = i18n.language === 'en' ? englishDay(civil, thisYear) : chineseDay(civil, thisYear)
  return (
    <time dateTime={day} className={styles.text}>
      {lunar === undefined ? text : t('date.withLunar', { date: text, lunar })}
    </time>
  )
}

/** 2025-02-01, for tables. */
export function TableDate({ day }: { readonly day: string }) {
  const { timeZone } = useStationTime()
  const text = day.length === 10 ? day : isoDay(new Date(day), timeZone)
  return (
    <time dateTime={day} className={styles.text}>
      {text}
    </time>
  )
}

/** 08:05 in the station's zone. */
export function TimeText({ at }: { readonly at: string }) {
  const { timeZone } = useStationTime()
  return (
    <time dateTime={at} className={styles.text}>
      {clockTime(new Date(at), timeZone)}
    </time>
  )
}

/** 2025-02-01 08:05, for tables. */
export function TableInstant({ at }: { readonly at: string }) {
  const { timeZone } = useStationTime()
  const moment = new Date(at)
  return (
    <time dateTime={at} className={styles.text}>
      {isoDay(moment, timeZone)} {clockTime(moment, timeZone)}
    </time>
  )
}

type Civil = ReturnType<typeof civilDay>

function chineseDay(civil: Civil, thisYear: boolean): string {
  const day = `${civil.month}月${civil.day}日 周${'日一二三四五六'[civil.weekday]}`
  return thisYear ? day : `${civil.year}年${day}`
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function englishDay(civil: Civil, thisYear: boolean): string {
  const day = `${weekdays[civil.weekday]} ${civil.day} ${months[civil.month - 1]}`
  return thisYear ? day : `${day} ${civil.year}`
}
