import type { Length } from '@sifang/domain/follow-ups'
import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './clocks.module.css'

const units = ['minutes', 'hours', 'days'] as const
type Unit = (typeof units)[number]

type Props = {
  readonly label: string
  readonly value: Length | null
  readonly onChange: (length: Length | null) => void
  /** Left empty it is none. */
  readonly optional?: boolean
}

/** A length of time: minutes and hours run, days end at midnight. */
export function LengthField({ label, value, onChange, optional = false }: Props) {
  const { t } = useTranslation()
  const [unit, setUnit] = useState<Unit>(() => unitOf(value))
  const change = (number: number | null, of: Unit) => {
    if (number !== null) onChange(lengthOf(number, of))
    else if (optional) onChange(null)
  }
  return (
    <span className={styles.length}>
      <InputNumber
        style={{ width: 64 }}
        aria-label={label}
        min={unit === 'days' ? 0 : 1}
        max={unit === 'days' ? 366 : 999}
        precision={0}
        {...(optional ? { placeholder: t('settings.clocks.noScene') } : {})}
        value={value === null ? null : numberOf(value, unit)}
        onChange={(number) => change(number, unit)}
      />
      <Select
        style={{ width: 76 }}
        aria-label={label}
        value={unit}
        onChange={(next) => {
          setUnit(next)
          if (value !== null) change(Math.max(1, Math.round(numberOf(value, unit))), next)
        }}
        options={units.map((one) => ({ value: one, label: t(`settings.clocks.units.${one}`) }))}
      />
    </span>
  )
}

function unitOf(value: Length | null): Unit {
  if (value === null || value.unit === 'days') return value === null ? 'hours' : 'days'
  return value.minutes % 60 === 0 ? 'hours' : 'minutes'
}

function numberOf(value: Length, unit: Unit): number {
  if (value.unit === 'days') return value.days
  return unit === 'hours' ? value.minutes / 60 : value.minutes
}

function lengthOf(number: number, unit: Unit): Length {
  if (unit === 'days') return { unit, days: number }
  return { unit: 'minutes', minutes: unit === 'hours' ? number * 60 : number }
}
