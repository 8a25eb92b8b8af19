import { CalendarOutlined } from '@ant-design/icons'
import { Button, Input, Popover } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { civilDay, isoDay } from '../../ui/civil-time.ts'
import { useStationTime } from '../../ui/station-time.tsx'
import { readDay, shiftDay } from './civil-moment.ts'
import styles from './day-field.module.css'
import { MonthGrid } from './month-grid.tsx'

type Props = {
  readonly label: string
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly placeholder?: string
}

/** A civil day: typed in any usual way, or chosen from a month; arrow keys move it by a day. */
export function DayField({ label, value, onChange, min, max, placeholder }: Props) {
  const { t, i18n } = useTranslation()
  const { timeZone, now } = useStationTime()
  const [typed, setTyped] = useState(value ?? '')
  const [open, setOpen] = useState(false)
  const today = isoDay(now(), timeZone)
  useEffect(() => setTyped(value ?? ''), [value])

  const settle = () => {
    if (typed.trim() === '') return value === null ? undefined : onChange(null)
    const day = readDay(typed, today)
    if (day !== null && fits(day, min, max)) onChange(day)
    else setTyped(value ?? '')
  }
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = shiftDay(value ?? today, value === null ? 0 : step)
      if (fits(next, min, max)) onChange(next)
    } else if (event.key === 'Enter') settle()
  }
  const weekday = value === null ? '' : t('fields.weekday', { day: weekdayName(value, timeZone, i18n.language) })

  return (
    <span className={styles.field}>
      <Input
        className={styles.input ?? ''}
        aria-label={label}
        placeholder={placeholder ?? t('fields.dayPlaceholder')}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        suffix={<span className={styles.weekday}>{weekday}</span>}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={pressed}
      />
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomRight"
        destroyOnHidden
        content={
          <MonthGrid
            value={value}
            today={today}
            min={min}
            max={max}
            onChoose={(day) => {
              setOpen(false)
              onChange(day)
            }}
          />
        }
      >
        <Button icon={<CalendarOutlined />} aria-label={t('fields.openCalendar', { label })} />
      </Popover>
    </span>
  )
}

function fits(day: string, min: string | undefined, max: string | undefined): boolean {
  return (min === undefined || day >= min) && (max === undefined || day <= max)
}

function weekdayName(day: string, timeZone: string, language: string): string {
  const { weekday } = civilDay(day, timeZone)
  return language === 'en'
    ? (['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][weekday] ?? '')
    : ('日一二三四五六'[weekday] ?? '')
}
