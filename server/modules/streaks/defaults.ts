import { defaultStreaks } from '@sifang/domain/streaks'
import type { Tx } from '../../platform/db/connection.ts'
import { insertStreak } from './queries.ts'

/** A new station's streaks, still without a start; answers their ids in the order of `defaultStreaks`. */
export async function createDefaultStreaks(
  tx: Tx,
  station: { readonly id: string; readonly festivalLastDay: number },
  by: { readonly memberId: string; readonly at: Date; readonly newId: () => string },
): Promise<readonly string[]> {
  // made within one moment they are listed by their ids: in the order in which they stand here
  const ids = defaultStreaks.map(() => by.newId()).sort()
  for (const [at, { name, kind, subject, breakers }] of defaultStreaks.entries()) {
    const id = ids[at] ?? by.newId()
    const lastLunarDay = kind === 'festival' ? station.festivalLastDay : null
    const made = { id, name, kind, subject, breakers: [...breakers], lastLunarDay }
    await insertStreak(tx, station.id, made, { at: by.at, by: by.memberId })
  }
  return ids
}
