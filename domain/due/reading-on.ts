import type { Instant, Zone } from '../calendar/index.ts'
import { type DueClass, type DueKey, type DueKind, dueClasses, dueKinds } from './due-order.ts'

/** What each source of a member's list is asked for. */
export type DueAsked = {
  readonly memberId: string
  /** The instant that the list is read as of. */
  readonly now: Instant
  readonly zone: Zone
  /** The last key of the page before; null: the first page. */
  readonly after: DueKey | null
  readonly limit: number
}

/** From where a source of one kind reads on in one class: behind `at`, and at that instant `behind` of its own things. */
export type ReadingOn = { readonly at: Instant; readonly behind: 'all' | 'none' | DueKey }

/**
 * Where a source reads on behind a page's last key: `from-start` of the class, `nothing` of it any more, or behind a point.
 * Of other kinds at the same instant either all or none were before it. `after` null: the first page.
 */
export function readingOn(kind: DueKind, of: DueClass, after: DueKey | null): ReadingOn | 'from-start' | 'nothing' {
  if (after === null) return 'from-start'
  const ahead = dueClasses.indexOf(of) - dueClasses.indexOf(after.class)
  if (ahead > 0) return 'from-start'
  if (ahead < 0) return 'nothing'
  const kinds = dueKinds.indexOf(kind) - dueKinds.indexOf(after.kind)
  return { at: after.at, behind: kinds === 0 ? after : kinds > 0 ? 'none' : 'all' }
}
