import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shiftDay } from './civil-moment.ts'
import styles from './month-grid.module.css'

type Props = {
  readonly value: string | null
  readonly today: string
  readonly min: string | undefined
  readonly max: string | undefined
  readonly onChoose: (day: string) => void
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A month, weeks from Monday; arrows move, Enter chooses. */
export function MonthGrid({ value, today, min, max, onChoose }: Props) {
  const { t } = useTranslation()
  const [at, setAt] = useState(value ?? today)
  const grid = useRef<HTMLDivElement>(null)
  const month = at.slice(0, 7)
  const days = daysShown(month)
  const outside = (day: string) => (min !== undefined && day < min) || (max !== undefined && day > max)
  const turn = (months: number) => setAt(`${shiftMonth(month, months)}-01`)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the day in focus follows `at`
  useEffect(() => {
    grid.current?.querySelector<HTMLButtonElement>('[tabindex="0"]')?.focus({ preventScroll: true })
  }, [at])

  const pressed = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    setAt(shiftDay(at, step))
  }

  return (
    <div className={styles.month}>
      <div className={styles.head}>
        <Button type="text" icon={<LeftOutlined />} aria-label={t('fields.previousMonth')} onClick={() => turn(-1)} />
        <b>{t('fields.month', { year: month.slice(0, 4), month: Number(month.slice(5)) })}</b>
        <Button type="text" icon={<RightOutlined />} aria-label={t('fields.nextMonth')} onClick={() => turn(1)} />
      </div>
      <div className={styles.grid} aria-hidden="true">
        {[...t('fields.weekdays')].map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: English names a day's letter twice
          <span key={index} className={styles.weekday}>
            {name}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows move among the buttons inside */}
      <div ref={grid} className={styles.grid} onKeyDown={pressed}>
        {days.map((day) => (
          <button
            key={day}
            type="button"
            tabIndex={day === at ? 0 : -1}
            disabled={outside(day)}
            aria-label={day}
            aria-current={day === today ? 'date' : undefined}
            aria-pressed={day === value}
            className={`${styles.day} ${day.slice(0, 7) === month ? '' : styles.other}`}
            onClick={() => onChoose(day)}
          >
            {Number(day.slice(8))}
          </button>
        ))}
      </div>
    </div>
  )
}

function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** Six weeks from the Monday on or before the first. */
function daysShown(month: string): readonly string[] {
  const first = `${month}-01`
  const weekday = (new Date(`${first}T00:00Z`).getUTCDay() + 6) % 7
  return Array.from({ length: 42 }, (_, index) => shiftDay(first, index - weekday))
}
