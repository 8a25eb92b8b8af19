import { ImportOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReadItem, readInItem } from '../../api/devices.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './devices.module.css'

type Standing = 'waiting' | 'sent' | 'decided'
type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'no-file' }
  | { readonly kind: 'under-way'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly counts: Readonly<Record<Standing, number>>; readonly refused: readonly unknown[] }

/** Reads in the file that a phone exported as its last resort, an item at a time; what is in it stays sealed. */
export function OutboxFile() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [reading, setReading] = useState<Reading>({ kind: 'none' })

  async function read(file: File): Promise<void> {
    const items = itemsOf(await file.text())
    if (!items) return setReading({ kind: 'no-file' })
    const counts = { waiting: 0, sent: 0, decided: 0 }
    const refused: unknown[] = []
    for (const [done, item] of items.entries()) {
      setReading({ kind: 'under-way', done, of: items.length })
      await readInItem(item).then(
        ({ standing }) => {
          counts[standing] += 1
        },
        (problem: unknown) => refused.push(problem),
      )
    }
    setReading({ kind: 'done', counts, refused })
    await queries.invalidateQueries({ queryKey: ['device'] })
  }

  return (
    <div className={`${styles.file} screen-only`}>
      <Button icon={<ImportOutlined />} loading={reading.kind === 'under-way'} onClick={() => input.current?.click()}>
        {t('devices.file.action')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".sifang,.json,application/json"
        hidden
        aria-label={t('devices.file.action')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) void read(file)
          event.target.value = ''
        }}
      />
      <span className={styles.quiet} role="status">
        {reading.kind === 'none' && t('devices.file.hint')}
        {reading.kind === 'no-file' && t('devices.file.noFile')}
        {reading.kind === 'under-way' && t('devices.file.underWay', { done: reading.done, of: reading.of })}
        {reading.kind === 'done' && t('devices.file.done', { ...reading.counts, refused: reading.refused.length })}
      </span>
      {reading.kind === 'done' && reading.refused[0] !== undefined && <Problem of={reading.refused[0]} />}
    </div>
  )
}

/** What such a file holds; null where it is none. */
function itemsOf(text: string): readonly ReadItem[] | null {
  try {
    const { version, items } = JSON.parse(text) as { version?: unknown; items?: unknown }
    return version === 1 && Array.isArray(items) ? items : null
  } catch {
    return null
  }
}
