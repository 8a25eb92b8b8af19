import { live } from './live.ts'
import type { Storage } from './storage.ts'
import type { Phone } from './types.ts'

const dayMs = 86_400_000

/** How safe and how full the phone's storage is, and how long it was not opened: some systems clear it after days. */
export function watchRoom(storage: Storage, now: () => Date) {
  const room = live<ReturnType<Phone['storage']['get']>>({
    persistent: null,
    usedBytes: null,
    quotaBytes: null,
    daysSinceUse: null,
  })

  async function look(wish: { readonly persist: boolean }): Promise<void> {
    const manager = globalThis.navigator?.storage
    if (!manager?.persisted) return
    const persistent = (await manager.persisted()) || (wish.persist && (await manager.persist()))
    const { usage, quota } = await manager.estimate()
    room.set({ ...room.get(), persistent, usedBytes: usage ?? null, quotaBytes: quota ?? null })
  }

  return {
    room,
    /** Asks the browser not to clear it; it may refuse. */
    ask: () => look({ persist: true }).catch(() => undefined),
    look: () => look({ persist: false }).catch(() => undefined),
    /** Notes that the member works with it now. */
    async opened(): Promise<void> {
      const last = (await storage.shelves.get('device', 'opened')) as number | undefined
      const nowMs = now().getTime()
      const daysSinceUse = last === undefined ? null : Math.max(0, Math.floor((nowMs - last) / dayMs))
      room.set({ ...room.get(), daysSinceUse })
      await storage.write([{ on: 'device', put: nowMs, key: 'opened' }]).catch(() => undefined)
    },
  }
}
