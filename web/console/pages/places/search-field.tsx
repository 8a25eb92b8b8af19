import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'

type Props = {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  readonly className?: string | undefined
}

/** A pause this long while typing, and the list follows. */
const pauseMs = 200

/** Searches as one types; what an input method is still composing is not yet asked for. */
export function SearchField({ label, value, onChange, className }: Props) {
  const [typed, setTyped] = useState(value ?? '')
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value ?? '')
  useEffect(() => {
    // taken back or opened from elsewhere
    if ((value ?? '') !== sent.current) setTyped(value ?? '')
    sent.current = value ?? ''
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = (text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = text.trim()
      onChange(text.trim() || undefined)
    }, pauseMs)
  }

  return (
    <Input
      className={className ?? ''}
      type="search"
      aria-label={label}
      placeholder={label}
      prefix={<SearchOutlined aria-hidden="true" />}
      allowClear
      autoComplete="off"
      maxLength={60}
      value={typed}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        ask(event.currentTarget.value)
      }}
      onChange={(event) => {
        setTyped(event.target.value)
        if (!composing.current) ask(event.target.value)
      }}
    />
  )
}
