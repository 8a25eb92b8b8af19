import type { Area, Datum, Position } from './position.ts'
import type { RowProblem } from './problem.ts'
import type { PassedOver } from './raw-row.ts'

/** What was done to a row on the way in, to be counted in the report. */
export type RowNote = 'converted-from-gcj02' | 'converted-from-bd09' | 'swapped' | 'other-officer'

/** One row judged. Nothing of a bad row is imported. */
export type Checked<T> =
  | { readonly kind: 'ok'; readonly row: number; readonly value: T; readonly notes: readonly RowNote[] }
  | { readonly kind: 'bad'; readonly row: number; readonly problems: readonly RowProblem[] }
  | { readonly kind: PassedOver; readonly row: number }

/** How the file's positions are to be understood: the datum is asked for, never guessed. */
export type PositionContext = {
  readonly datum: Datum
  /** the person has seen that latitude and longitude are swapped and wants them turned */
  readonly swapped: 'refuse' | 'correct'
  /** in WGS-84; null: anywhere in China */
  readonly area: Area | null
}

/** What earlier rows of the same file held. */
export type Seen = {
  /** the row that had `value` under `what` first, or null when this is it */
  readonly earlier: (what: string, value: string, row: number) => number | null
}

export function seenInFile(): Seen {
  const first = new Map<string, Map<string, number>>()
  return {
    earlier(what, value, row) {
      const rows = first.get(what) ?? new Map<string, number>()
      first.set(what, rows)
      const known = rows.get(value)
      if (known === undefined) rows.set(value, row)
      return known ?? null
    },
  }
}

export type { Area, Datum, Position }
