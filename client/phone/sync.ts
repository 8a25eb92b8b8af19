import type { Api } from '../api.ts'
import { ApiProblem, hasCode } from '../problem.ts'
import { type Carried, withOwn, withoutVillage, withVillage } from './part/carried.ts'
import { withChanges } from './part/changes.ts'
import { addNotices, noticesOf } from './part/notices.ts'
import type { PartShelf } from './part/shelf.ts'
import type { PhoneParts } from './parts.ts'
import { PhoneProblem } from './problem.ts'
import type { Synced } from './types.ts'

/** Own part and villages are read again at most so often in one sync; what moves faster waits for the next one. */
const mostRounds = 3

/**
 * Brings the part up to what the server says: read, decide, write, tell. Each answer is kept as it comes, so that a sync
 * which breaks off is taken up where it was. Runs in one tab at a time.
 */
export async function sync(parts: PhoneParts, shelf: PartShelf): Promise<Synced> {
  const session = parts.session()
  if (!session) return 'locked'
  const { reader, device } = session

  const step = async (after: Carried, syncedAt = shelf.part.get().syncedAt) => {
    const told = noticesOf(shelf.carried(), after, device.member.id)
    // locked meanwhile: what was read is not kept in memory
    if (parts.session()?.vault !== session.vault) throw new PhoneProblem('not-open')
    await shelf.put(after, addNotices(shelf.notices.get(), told), syncedAt)
  }

  try {
    if (shelf.carried().mark) await step(await changed(reader, shelf.carried()))
    for (let round = 0; round < mostRounds && isUnread(shelf.carried()); round++) {
      await step(withOwn(shelf.carried(), await reader.get('/field/own')))
      for (const id of shelf.carried().mark?.missing ?? []) await step(await village(reader, shelf.carried(), id))
    }
    for (const id of shelf.carried().mark?.missing ?? []) await step(await village(reader, shelf.carried(), id))
    await step(shelf.carried(), parts.clock.now().toISOString())
    return 'synced'
  } catch (error) {
    return outcomeOf(error)
  }
}

const isUnread = ({ mark }: Carried): boolean => mark === null || mark.ownMissing

async function changed(reader: Api, carried: Carried): Promise<Carried> {
  const { mark, villages } = carried
  if (!mark) return carried
  const query = { after: mark.seq, epoch: mark.epoch, villages: [...villages.keys()].join(',') }
  return withChanges(carried, await reader.get('/field/changes', { query }))
}

async function village(reader: Api, carried: Carried, id: string): Promise<Carried> {
  try {
    return withVillage(carried, id, await reader.get('/field/villages/{id}', { path: { id } }))
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) return withoutVillage(carried, id)
    throw error
  }
}

function outcomeOf(error: unknown): Synced {
  if (error instanceof PhoneProblem && error.code === 'not-open') return 'locked'
  if (!(error instanceof ApiProblem)) throw error
  if (hasCode(error, 'device/revoked')) return 'revoked'
  if (hasCode(error, 'device/unknown')) return 'unknown'
  if (error.problem.status === 401) return 'locked'
  return 'not-reached'
}
