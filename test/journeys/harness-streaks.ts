import { newId, type Person } from './harness.ts'
import { t } from './harness-verbs.ts'

const at = (id: string) => ({ path: { id } })

type Where =
  | { readonly kind: 'place'; readonly placeId: string }
  | { readonly kind: 'line'; readonly lineId: string; readonly km: number }
  | { readonly kind: 'village'; readonly villageId: string }

/** Reports an incident; answers its id. */
export async function report(by: Person, category: string, occurredAt: string, where: Where): Promise<string> {
  const id = newId()
  await by.api.put('/incidents/{id}', {
    ...at(id),
    body: { category, occurredAt: t(occurredAt), where, source: '110' },
  })
  return id
}

type Start = { readonly day: string } | { readonly firstYear: number }

export function setStart(by: Person, streakId: string, start: Start, evidence = '联合巡护台账') {
  return by.api.post('/streaks/{id}/starts', { ...at(streakId), body: { id: newId(), ...start, evidence } })
}

/** The station's streak of a name, as of a day. */
export async function streakOf(by: Person, name: string, query: { asOf?: string; knownAt?: string } = {}) {
  const { rows } = await by.api.get('/streaks', { query })
  const found = rows.find((row) => row.name === name)
  if (!found) throw new Error(`no streak is called ${name}`)
  return found
}

/** Types a month's counts, 0 where none is given; answers the entry's id. */
export async function typeCounts(by: Person, month: string, counts: Readonly<Record<string, number>>): Promise<string> {
  const { categories } = await by.api.get('/reconciliations', { query: { year: Number(month.slice(0, 4)) } })
  const id = newId()
  const all = Object.fromEntries(categories.map((category) => [category, counts[category] ?? 0]))
  await by.api.put('/reconciliations/{id}', { ...at(id), body: { month, counts: all } })
  return id
}

export const confirmCounts = (by: Person, entryId: string) =>
  by.api.post('/reconciliations/{id}/confirmation', { ...at(entryId), body: { id: newId() } })
