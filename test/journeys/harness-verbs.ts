import type { Reply, Row } from '@sifang/client'
import { sql } from 'kysely'
import { newId, type Person, type TestStation } from './harness.ts'

export type DueRow = Row<'/duties'>
export type PlaceDetail = Reply<'/places/{id}'>

/** `2025-02-05` is its 00:00 in Shanghai, `2025-02-05 10:00` that hour. */
export const t = (text: string): string => `${text.slice(0, 10)}T${text.slice(11) || '00:00'}:00+08:00`

const at = (id: string) => ({ path: { id } })

/** Enters a village; answers its id. */
export async function enterVillage(by: Person, name: string): Promise<string> {
  const id = newId()
  await by.api.put('/villages/{id}', { ...at(id), body: { name } })
  return id
}

/** Enters an oil line of 12 km with a post at either end; answers its id. */
export async function enterLine(by: Person, name: string): Promise<string> {
  const id = newId()
  const posts = [0, 12].map((km) => ({ km, label: `K${km}`, latitude: 37.3 + km / 100, longitude: 118.4 }))
  await by.api.put('/lines/{id}', { ...at(id), body: { name, content: 'oil', lengthKm: 12, posts } })
  return id
}

type NewPlace = {
  readonly kind?: 'shop' | 'warehouse' | 'vacant-courtyard' | 'school'
  readonly vacant?: boolean
  readonly largeVehicleAccess?: boolean
  readonly position?: { readonly latitude: number; readonly longitude: number }
}

/** Enters a place; answers its id. */
export async function enterPlace(by: Person, villageId: string, name: string, more: NewPlace = {}): Promise<string> {
  const id = newId()
  await by.api.put('/places/{id}', { ...at(id), body: { kind: 'shop', name, villageId, ...more } })
  return id
}

type Visiting = {
  readonly id?: string
  readonly at: string
  readonly kind?: 'canvass' | 'patrol' | 'targeted' | 'appointment'
  readonly outcome?: 'met' | 'inspected' | 'outside-look'
  readonly participants?: readonly string[]
}

/** Records a visit that took place; the recorder was there unless told. */
export function visit(by: Person, placeId: string, made: Visiting) {
  const { id = newId(), at: instant, kind = 'patrol', outcome = 'inspected', participants = [by.id] } = made
  return by.api.put('/visits/{id}', {
    ...at(id),
    body: { placeId, kind, at: instant, outcome, participants: [...participants] },
  })
}

/** Records an attempt that failed. */
export function attempt(by: Person, placeId: string, instant: string, id = newId()) {
  const how = { kind: 'patrol', outcome: 'failed', failure: 'nobody-in' } as const
  const body = { placeId, at: instant, participants: [by.id], ...how }
  return by.api.put('/visits/{id}', { ...at(id), body })
}

/** Reports a theft at a place; answers the incident's id. */
export async function reportTheft(by: Person, placeId: string, occurredAt: string): Promise<string> {
  const id = newId()
  const body = { category: 'theft', occurredAt, where: { kind: 'place', placeId }, source: '110' } as const
  await by.api.put('/incidents/{id}', { ...at(id), body })
  return id
}

export function review(by: Person, incidentId: string, verdict: 'verified' | 'rejected', id = newId()) {
  return by.api.post('/incidents/{id}/reviews', { ...at(incidentId), body: { id, verdict } })
}

type Proposal = { readonly tier: 'red' | 'yellow' | 'green'; readonly lastDay: string; readonly reason?: string }

/** Proposes a tier; answers the proposal's id. */
export async function propose(by: Person, placeId: string, { tier, lastDay, reason = '情况有变化' }: Proposal) {
  const id = newId()
  await by.api.put('/tier-proposals/{id}', { ...at(id), body: { placeId, tier, lastDay, reason } })
  return id
}

export function decide(by: Person, proposalId: string, verdict: 'approved' | 'rejected') {
  return by.api.post('/tier-proposals/{id}/decisions', { ...at(proposalId), body: { id: newId(), verdict } })
}

export const placeOf = (by: Person, placeId: string): Promise<PlaceDetail> => by.api.get('/places/{id}', at(placeId))

/** The whole due list. */
export async function dueList(
  by: Person,
  query: { readonly villageId?: string; readonly ownerId?: string } = {},
): Promise<readonly DueRow[]> {
  const { rows } = await by.api.get('/duties', { query: { limit: 200, ...query } })
  return rows
}

/** What is owed at one place, as `line until day`. */
export async function owedAt(by: Person, placeId: string): Promise<readonly string[]> {
  const rows = await dueList(by)
  return rows.filter((row) => row.placeId === placeId).map(({ period, until }) => `${period} until ${until}`)
}

/** Stored duties of a place that have begun, judged missed as of the clock: `period start state`, in order. */
export async function storedDuties({ machine, id }: TestStation, placeId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`
    select period || ' ' || period_start || ' '
      || case when state = 'open' and until < (${machine.now()} at time zone 'Asia/Shanghai')::date then 'missed' else state end
      || case when reported_late then ' late' else '' end as text
    from duty where station_id = ${id} and place_id = ${placeId} and from_at <= ${machine.now()}
    order by period_start, period`.execute(machine.db)
  return rows.map(({ text }) => text)
}
