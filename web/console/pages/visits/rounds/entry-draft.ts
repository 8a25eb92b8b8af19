import { newId } from '@sifang/client'
import { useEffect, useState } from 'react'
import type { EnteredRow, EnterRoundList, RoundList } from '../../../api/round-lists.ts'
import type { Failure, VisitKind, VisitOutcome } from '../../../api/visits.ts'
import { instantOf, readTime } from '../../../fields/civil-moment.ts'

/** What has been typed of one row; empty: nobody went there. */
export type EntryRow = {
  readonly id: string
  readonly placeId: string
  readonly time: string
  readonly outcome: VisitOutcome | ''
  readonly failure: Failure | ''
  readonly note: string
}

export type EntryDraft = {
  readonly id: string
  readonly kind: VisitKind
  readonly day: string
  readonly participants: readonly string[]
  readonly rows: readonly EntryRow[]
}

export type RowProblem = 'needTime' | 'needFailure' | 'future'

const keyOf = (listId: string) => `sifang.round.${listId}`

/** The grid of a list, written down with each keystroke and found again after a reload. */
export function useEntryDraft(list: RoundList, first: Pick<EntryDraft, 'kind' | 'day' | 'participants'>) {
  const key = keyOf(list.id)
  const [draft, setDraft] = useState<EntryDraft>(() => stored(key) ?? { ...first, id: newId(), rows: rowsOf(list) })
  useEffect(() => localStorage.setItem(key, JSON.stringify(draft)), [key, draft])
  return {
    draft,
    change: (part: Partial<EntryDraft>) => setDraft((now) => ({ ...now, ...part })),
    changeRow: (id: string, part: Partial<EntryRow>) =>
      setDraft((now) => ({ ...now, rows: now.rows.map((row) => (row.id === id ? { ...row, ...part } : row)) })),
    forget: () => localStorage.removeItem(key),
  }
}

export function isFilled(row: EntryRow): boolean {
  return row.time.trim() !== '' || row.outcome !== '' || row.note.trim() !== ''
}

/** What is wrong with a row that was filled in, or null. */
export function problemOfRow(row: EntryRow, day: string, now: Date, timeZone: string): RowProblem | null {
  if (!isFilled(row)) return null
  const time = readTime(row.time)
  if (time === null) return 'needTime'
  if (new Date(instantOf({ day, time }, timeZone)) > now) return 'future'
  return row.outcome === 'failed' && row.failure === '' ? 'needFailure' : null
}

/** The command of a grid whose rows are right: only those that were filled in. */
export function commandOf(draft: EntryDraft, timeZone: string): EnterRoundList {
  const rows = draft.rows.filter(isFilled).flatMap((row): readonly EnteredRow[] => {
    const time = readTime(row.time)
    if (time === null) return []
    const { id, placeId, failure } = row
    const outcome = row.outcome === '' ? 'met' : row.outcome
    return [
      {
        id,
        placeId,
        at: instantOf({ day: draft.day, time }, timeZone),
        outcome,
        ...(outcome === 'failed' && failure !== '' ? { failure } : {}),
        ...(row.note.trim() === '' ? {} : { note: row.note.trim() }),
      },
    ]
  })
  return { id: draft.id, kind: draft.kind, participants: draft.participants, rows }
}

function rowsOf(list: RoundList): readonly EntryRow[] {
  return list.places.map(({ id: placeId }) => ({
    id: newId(),
    placeId,
    time: '',
    outcome: '',
    failure: '',
    note: '',
  }))
}

function stored(key: string): EntryDraft | null {
  const text = localStorage.getItem(key)
  if (text === null) return null
  try {
    return JSON.parse(text) as EntryDraft
  } catch {
    return null
  }
}
