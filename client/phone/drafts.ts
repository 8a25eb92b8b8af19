import { oneAfterAnother } from './in-turn.ts'
import type { PhoneParts } from './parts.ts'
import { PhoneProblem } from './problem.ts'
import type { Phone } from './types.ts'

const named = (key: string): string => `draft/${key}`

/** All names of drafts in the cache. */
export const draftNames = () => IDBKeyRange.bound('draft/', 'draft0')

/** Forms that were left, encrypted with the rest of what is readable. */
export function drafts({ storage, session }: Pick<PhoneParts, 'storage' | 'session'>): Phone['drafts'] {
  const vault = () => {
    const open = session()
    if (!open) throw new PhoneProblem('not-open')
    return open.vault
  }
  // one keystroke after another, in their order
  const inTurn = oneAfterAnother()
  return {
    get: <T>(key: string) =>
      inTurn(async () => {
        const blob = await storage.shelves.get('cache', named(key))
        // one that was left under a PIN that is forgotten is as if it were not there
        return blob
          ? vault()
              .open<T>(named(key), blob)
              .catch(() => null)
          : null
      }),
    put: (key, value) =>
      inTurn(async () => {
        const blob = await vault().seal(named(key), value)
        await storage.write([{ on: 'cache', put: blob, key: named(key) }])
      }),
    drop: (key) => inTurn(() => storage.write([{ on: 'cache', remove: named(key) }])),
  }
}
