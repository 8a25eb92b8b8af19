import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { useStationTime } from '../../../ui/station-time.tsx'
import styles from './disputes.module.css'
import { disputesRoute } from './route.ts'

/** The month that is asked for in the address; the present one unless told. */
export function useMonth() {
  const { timeZone, now } = useStationTime()
  const { month: asked } = disputesRoute.useSearch()
  const present = isoDay(now(), timeZone).slice(0, 7)
  const month = asked !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(asked) ? asked : present
  return { month, present }
}

/** From month to month, and what there is of it on paper. */
export function MonthLine({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const navigate = disputesRoute.useNavigate()
  const { month, present } = useMonth()
  const go = (by: number) => void navigate({ search: (now) => ({ ...now, month: monthAfter(month, by) }) })
  return (
    <div className={styles.monthLine}>
      <Button icon={<LeftOutlined />} aria-label={t('disputes.statistics.before')} onClick={() => go(-1)} />
      <b className={styles.count}>{month}</b>
      <Button
        icon={<RightOutlined />}
        aria-label={t('disputes.statistics.after')}
        disabled={month >= present}
        onClick={() => go(1)}
      />
      {children}
    </div>
  )
}

function monthAfter(month: string, by: number): string {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, of - 1 + by, 1)).toISOString().slice(0, 7)
}

/** 2025-Q1 */
export const quarterOf = (month: string): string =>
  `${month.slice(0, 4)}-Q${Math.floor((Number(month.slice(5)) - 1) / 3) + 1}`
