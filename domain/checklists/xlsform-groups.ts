/** A group that is open; `relevant` is its own condition. */
export type Group = { readonly row: number; readonly relevant: string | null }

/** What stands in groups is relevant where all of them are. */
export function groupedBy(groups: readonly Group[], own: string | null): string | null {
  const conditions = [...groups.map(({ relevant }) => relevant), own].filter((condition) => condition !== null)
  if (conditions.length <= 1) return conditions[0] ?? null
  return conditions.map((condition) => `(${condition})`).join(' and ')
}
