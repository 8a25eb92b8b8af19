import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../keyboard/keyboard.tsx'
import type { TableProps } from './column.ts'

/** Rows that Page Up and Page Down pass over. */
const leap = 12

/** Where the cursor stands among the rows, and the keys that move it. */
export function useRowKeys<Row>(props: TableProps<Row>, scrollTo: (index: number) => void) {
  const { t } = useTranslation('ui')
  const { rows, rowKey, selected, onSelect, onOpen, more } = props
  const [own, setOwn] = useState<string>()
  const cursor = onSelect ? selected : own
  const at = rows.findIndex((row) => rowKey(row) === cursor)

  const point = (row: Row) => {
    const key = rowKey(row)
    if (key === cursor) return onOpen?.(row)
    setOwn(key)
    onSelect?.(row)
    // a list without a detail beside it opens at once
    if (!onSelect) onOpen?.(row)
  }

  const move = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to))
    const row = rows[index]
    if (!row) return
    setOwn(rowKey(row))
    onSelect?.(row)
    scrollTo(index)
    if (more?.available && !more.loading && index > rows.length - 5) more.load()
  }

  const open = () => {
    const row = rows[at]
    if (row) onOpen?.(row)
  }

  useKeys([
    { keys: 'j', label: t('keys.list.next'), run: () => move(at + 1) },
    { keys: 'k', label: t('keys.list.previous'), run: () => move(at - 1) },
    ...(onOpen ? [{ keys: 'Enter', label: t('keys.list.open'), run: open }] : []),
  ])

  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + leap,
    PageUp: at - leap,
    Home: 0,
    End: rows.length - 1,
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const target = targets[event.key]
    if (target === undefined || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    move(target)
  }

  return { cursor, point, onKeyDown }
}
