import { defaultStreaks } from '@sifang/domain/streaks'
import type { Tx } from '../../platform/db/connection.ts'
import { insertStreak } from './queries.ts'

/** A new station's streaks, still without a start; answers their ids in the order of `defaultStreaks`. */
export async function createDefaultStreaks(
  tx: Tx,
  station: { readonly id: string; readonly festivalLastDay: number },
  by: { readonly memberId: string; readonly at: Date; readonly newId: () => string },
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const { name, kind, subject, breakers } of defaultStreaks) {
    const id = by.newId()
    const lastLunarDay = kind === 'festival' ? station.festivalLastDay : null
    const made = { id, name, kind, subject, breakers: [...breakers], lastLunarDay }
    await insertStreak(tx, station.id, made, { at: by.at, by: by.memberId })
    ids.push(id)
  }
  return ids
}
