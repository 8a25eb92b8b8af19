import type { Instant } from '../calendar/index.ts'
import { type Tier, tierRank } from '../tiers/tier.ts'

/** What a member's one list is made of, in the order in which they stand at one instant. */
export const dueKinds = ['booking', 'follow-up', 'date', 'duty'] as const
export type DueKind = (typeof dueKinds)[number]

/** Where something due stands in the list; no two have the same. */
export type DueKey = {
  /** By `dueClass`. */
  readonly class: DueClass
  /** When it is due: an hour, or the end of its last civil day. */
  readonly at: Instant
  readonly kind: DueKind
  /** Of duties: the place's; null for all else. */
  readonly tier: Tier | null
  /** Of duties: 漏访. */
  readonly missed: boolean
  /** A follow-up's, booking's or place's id; with `part` it names the thing. */
  readonly id: string
  readonly part: string
}

/** 逾期; due by the hour soon; all else, by days. */
export const dueClasses = ['overdue', 'by-the-hour', 'by-the-day'] as const
export type DueClass = (typeof dueClasses)[number]

/** What is due by the hour stands before all that is due by the day when its hour is this near, also past midnight. */
export const soonMs = 12 * 3_600_000

/** `byTheHour`: due at a time of day, not at the end of one. What is done at the very end is in time. */
export function dueClass({ at, byTheHour }: { at: Instant; byTheHour: boolean }, now: Instant): DueClass {
  if (at < now) return 'overdue'
  return byTheHour && at < now + soonMs ? 'by-the-hour' : 'by-the-day'
}

/** The order of a member's list (README.md), as a total order: 0 for the same thing only. */
export const dueOrder = (a: DueKey, b: DueKey): number =>
  dueClasses.indexOf(a.class) - dueClasses.indexOf(b.class) ||
  a.at - b.at ||
  dueKinds.indexOf(a.kind) - dueKinds.indexOf(b.kind) ||
  tierRank(a.tier) - tierRank(b.tier) ||
  Number(b.missed) - Number(a.missed) ||
  byText(a.id, b.id) ||
  byText(a.part, b.part)

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The first `limit` of several lists that are each in this order, as one. */
export function mergeDue<T extends { readonly key: DueKey }>(
  lists: readonly (readonly T[])[],
  limit: number,
): readonly T[] {
  const heads = lists.map(() => 0)
  const merged: T[] = []
  while (merged.length < limit) {
    let first = -1
    for (const [index, list] of lists.entries()) {
      const candidate = list[heads[index] ?? 0]
      const best = lists[first]?.[heads[first] ?? 0]
      if (candidate && (!best || dueOrder(candidate.key, best.key) < 0)) first = index
    }
    const next = lists[first]?.[heads[first] ?? 0]
    if (!next) return merged
    merged.push(next)
    heads[first] = (heads[first] ?? 0) + 1
  }
  return merged
}
