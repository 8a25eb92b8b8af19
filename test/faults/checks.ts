import type pg from 'pg'
import { settled } from '../journeys/field-phone.ts'
import { insisting, type Station } from './desk.ts'
import type { Ledger } from './ledger.ts'
import { correct, type Doing, opened } from './member.ts'
import type { FieldPhone } from './phone.ts'
import type { Wire } from './wire.ts'

/** What went wrong, in words; empty: nothing. */
export type Found = {
  readonly lost: string[]
  readonly doubled: string[]
  readonly outOfOrder: string[]
  readonly diverged: string[]
  /** Answers of the server that no bad network explains. */
  readonly stumbled: string[]
}

const mostTurns = 40

/** Sends until nothing waits any more; what was refused is written anew once, as a member would. Answers what stays refused. */
export async function drain(doing: Doing): Promise<readonly string[]> {
  const { field } = doing
  const corrected = new Set<string>()
  for (let turn = 0; turn < mostTurns; turn++) {
    const phone = await opened(doing)
    if (!phone) {
      // revoked: it hands over, which a contact ends
      const locked = await field.open()
      await locked.outbox.send()
      if (locked.standing.get().kind === 'revoked' && locked.outbox.items.get().length === 0) return []
      continue
    }
    await phone.outbox.send()
    const items = phone.outbox.items.get()
    const held = items.filter(({ state }) => state === 'held')
    const waiting = items.filter(({ state }) => state === 'waiting' || state === 'sending')
    if (waiting.length === 0) {
      const refused = held.filter(({ id }) => corrected.has(id)).map(({ problem }) => problem?.code ?? '')
      if (refused.length === held.length) return refused
      for (const { id } of held) {
        if (!corrected.has(id)) await correct(doing, phone, id)
        corrected.add(id)
      }
    }
  }
  throw new Error(`an outbox is not empty after ${mostTurns} turns`)
}

/** Every command that was accepted is there exactly once, and what was entered is on the phone or on the server. */
export async function checkCommands(
  pool: pg.Pool,
  { ledger, fields, members }: { ledger: Ledger; fields: readonly FieldPhone[]; members: Station['members'] },
): Promise<Pick<Found, 'lost' | 'doubled'> & { readonly accepted: number }> {
  const authors = members.map(({ id }) => id)
  const ids = [...ledger.keys()]
  const idsIn = async (sql: string, ...given: unknown[]) =>
    new Set((await pool.query<{ id: string }>(sql, given)).rows.map(({ id }) => id))
  const commands = await idsIn('select id from command where author = any($1::uuid[])', authors)
  const quarantined = await idsIn('select id from quarantined where id = any($1::uuid[])', ids)
  const written = {
    finding: await idsIn(
      'select id from finding where id = any($1::uuid[]) and entered_by = any($2::uuid[])',
      ids,
      authors,
    ),
    visit: await idsIn(
      'select id from visit where id = any($1::uuid[]) and recorded_by = any($2::uuid[])',
      ids,
      authors,
    ),
    entry: await idsIn('select id from follow_up_entry where id = any($1::uuid[])', ids),
    photo: await idsIn('select id from attachment where id = any($1::uuid[])', ids),
  }
  const notes = new Map(
    (
      await pool.query<{ id: string; note: string }>('select id, note from visit where id = any($1::uuid[])', [ids])
    ).rows.map(({ id, note }) => [id, note]),
  )
  const onPhones = new Map<string, { readonly state: string; readonly isTold: boolean }>()
  for (const field of fields) {
    const phone = await opened({ field })
    for (const { id, state, problem } of phone?.outbox.items.get() ?? [])
      onPhones.set(id, { state, isTold: problem !== null })
  }

  const lost: string[] = []
  const rowsOf = { ...written, correction: written.finding }
  for (const [id, { kind, isPromised, writings }] of ledger) {
    const held = onPhones.get(id)
    const isThere = commands.has(id)
    if (!isThere && held?.state === 'sent') lost.push(`${kind} ${id}: the phone takes it for sent`)
    if (!isThere && isPromised && !held && !quarantined.has(id)) lost.push(`${kind} ${id}: nowhere`)
    if (isThere && !rowsOf[kind].has(id)) lost.push(`${kind} ${id}: a command without its row`)
    const note = notes.get(id)
    if (note === undefined) continue
    // the last writing, or an earlier one of which the member was told that it was there already
    if (!writings.includes(note)) lost.push(`${kind} ${id}: reads “${note}”`)
  }
  return {
    lost,
    doubled: [...commands].filter((id) => !ledger.has(id)),
    accepted: [...commands].filter((id) => ledger.has(id)).length,
  }
}

/** What each phone carries is what the server gives it anew. Jobs of the server may still write: looked at several times. */
export async function checkParts(address: string, fields: readonly FieldPhone[], wire: Wire): Promise<string[]> {
  const diverged: string[] = []
  for (const field of fields) {
    const phone = await opened({ field })
    if (!phone) continue
    let why = 'never looked at'
    for (let look = 0; look < 8 && why !== ''; look++) {
      const synced = await phone.sync()
      const credential = wire.credential(field.storageName)
      const fresh = await carryAnew(address, credential ?? '')
      const { own, villages } = phone.part.get()
      if (synced !== 'synced' || !own) why = `not synced: ${synced}`
      else why = difference(settled({ seq: 0, own, villages }), settled({ seq: 0, ...fresh }))
    }
    if (why) diverged.push(`${field.role}: ${why}`)
  }
  return diverged
}

type Fresh = Omit<Parameters<typeof settled>[0], 'seq'>

async function carryAnew(address: string, credential: string): Promise<Fresh> {
  const read = async (path: string) => {
    const answer = await fetch(`${address}/api/v1${path}`, { headers: { authorization: credential } })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const own = (await insisting(() => read('/field/own'))) as Fresh['own']
  const villages = new Map<string, Fresh['villages'] extends ReadonlyMap<string, infer V> ? V : never>()
  for (const id of own.villageIds) villages.set(id, (await read(`/field/villages/${id}`)) as never)
  return { own, villages }
}

/** The first thing that reads otherwise. */
function difference(phone: unknown, server: unknown, at = ''): string {
  if (JSON.stringify(phone) === JSON.stringify(server)) return ''
  if (typeof phone !== 'object' || typeof server !== 'object' || !phone || !server) {
    return `${at}: ${JSON.stringify(phone)} instead of ${JSON.stringify(server)}`
  }
  for (const key of new Set([...Object.keys(server), ...Object.keys(phone)])) {
    const found = difference((phone as never)[key], (server as never)[key], `${at}/${key}`)
    if (found) return found
  }
  // the same, its keys in another order
  return ''
}
