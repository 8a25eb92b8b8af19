import { Input } from 'antd'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { readTime } from './civil-moment.ts'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (time: string) => void
  readonly className?: string | undefined
}

/** A time of 24 hours: 830, 8:30 and 8点30 are all understood; arrows move it by five minutes. */
export function TimeField({ label, value, onChange, className }: Props) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const settle = () => {
    const time = readTime(typed)
    if (time === null) setTyped(value)
    else if (time === value) setTyped(time)
    else onChange(time)
  }
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 5 : event.key === 'ArrowDown' ? -5 : 0
    if (step !== 0) {
      event.preventDefault()
      onChange(shifted(value, step))
    } else if (event.key === 'Enter') settle()
  }
  return (
    <Input
      className={className ?? ''}
      style={{ width: 84 }}
      aria-label={label}
      inputMode="numeric"
      autoComplete="off"
      placeholder="08:30"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={settle}
      onKeyDown={pressed}
    />
  )
}

function shifted(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const of = (((hour * 60 + minute + minutes) % 1440) + 1440) % 1440
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`
}
