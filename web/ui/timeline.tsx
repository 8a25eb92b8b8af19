import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from './civil-time.ts'
import { DateText, TimeText } from './date-text.tsx'
import { useStationTime } from './station-time.tsx'
import styles from './timeline.module.css'

export type TimelineEntry = {
  readonly id: string
  /** What it is filtered by. */
  readonly kind: string
  /** Instant with offset. */
  readonly at: string
  readonly title: ReactNode
  readonly body?: ReactNode
  /** Who, from where. */
  readonly by?: ReactNode
  readonly tone?: 'plain' | 'red' | 'yellow' | 'green' | 'void'
}

type Props = {
  /** Newest first. */
  readonly entries: readonly TimelineEntry[]
  readonly kinds: readonly { readonly key: string; readonly label: string }[]
  /** The chosen kind; belongs into the address. */
  readonly kind: string | undefined
  readonly onKind: (kind: string | undefined) => void
  /** The entries are already of the chosen kind, a page of them: how many there are of each is not known here. */
  readonly filtered?: boolean
  /** Shown instead of entries when there are none of any kind. */
  readonly empty?: ReactNode
}

/** One timeline of all kinds with filter chips, by day (INTERFACE "A place"). */
export function Timeline({ entries, kinds, kind, onKind, filtered = false, empty }: Props) {
  const { t } = useTranslation('ui')
  const { timeZone } = useStationTime()
  const shown = filtered || kind === undefined ? entries : entries.filter((entry) => entry.kind === kind)
  const days = byDay(shown, timeZone)
  const count = (key?: string) =>
    filtered ? undefined : entries.filter((entry) => key === undefined || entry.kind === key).length

  return (
    <div className={styles.timeline}>
      <div className={`${styles.chips} screen-only`}>
        <Chip on={kind === undefined} onClick={() => onKind(undefined)} label={t('timeline.all')} n={count()} />
        {kinds.map(({ key, label }) => (
          <Chip key={key} on={kind === key} onClick={() => onKind(key)} label={label} n={count(key)} />
        ))}
      </div>
      {shown.length === 0 && (
        <p className={styles.none}>{kind === undefined && empty !== undefined ? empty : t('timeline.none')}</p>
      )}
      <ol>
        {[...days].map(([day, ofDay]) => (
          <li key={day} className={styles.day}>
            <h3 className={styles.date}>
              <DateText day={day} />
            </h3>
            <ol>
              {ofDay.map((entry) => (
                <li key={entry.id} className={`${styles.entry} ${styles[entry.tone ?? 'plain']}`}>
                  <span className={styles.time}>
                    <TimeText at={entry.at} />
                  </span>
                  <div className={styles.what}>
                    <p className={styles.title}>{entry.title}</p>
                    {entry.body !== undefined && <div className={styles.body}>{entry.body}</div>}
                    {entry.by !== undefined && <p className={styles.by}>{entry.by}</p>}
                  </div>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </div>
  )
}

type ChipProps = {
  readonly on: boolean
  readonly onClick: () => void
  readonly label: string
  readonly n: number | undefined
}

function Chip({ on, onClick, label, n }: ChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={on} onClick={onClick}>
      {label} {n !== undefined && <span>{n}</span>}
    </button>
  )
}

function byDay(entries: readonly TimelineEntry[], timeZone: string): ReadonlyMap<string, readonly TimelineEntry[]> {
  const days = new Map<string, TimelineEntry[]>()
  for (const entry of entries) {
    const day = isoDay(new Date(entry.at), timeZone)
    const ofDay = days.get(day)
    if (ofDay) ofDay.push(entry)
    else days.set(day, [entry])
  }
  return days
}
