import { type DBSchema, type IDBPDatabase, type IDBPTransaction, wrap } from 'idb'
import type { Bytes } from './bytes.ts'
import type { StoredItem } from './outbox/item.ts'
import { PhoneProblem } from './problem.ts'
import type { Sealed } from './vault.ts'

/** What lies on the phone. Nothing in it is readable but what sending needs, who the device is, and its clock. */
interface Shelves extends DBSchema {
  /** The device's own record, its clock, its wrong PINs, and the lease of whoever sends, by name. */
  device: { key: string; value: unknown }
  /** The outbox. */
  items: { key: string; value: StoredItem }
  /** Encrypted content of attachments, by attachment and number. */
  pieces: { key: [string, number]; value: Bytes }
  /** What is readable once the phone is open, by name. */
  cache: { key: string; value: Sealed }
}

export type Shelf = 'device' | 'items' | 'pieces' | 'cache'
type Writing = IDBPTransaction<Shelves, Shelf[], 'readwrite'>

export type Storage = {
  readonly shelves: IDBPDatabase<Shelves>
  /**
   * Writes all that `work` asks for or nothing, and answers once it is on the disk. `work` must not wait for anything but
   * the transaction itself. Errors: PhoneProblem 'storage-full'.
   */
  write(shelves: readonly Shelf[], work: (to: Writing) => readonly Promise<unknown>[]): Promise<void>
  close(): void
}

const version = 1

export async function openStorage(factory: IDBFactory, name: string): Promise<Storage> {
  const request = factory.open(name, version)
  request.onupgradeneeded = () => {
    for (const shelf of ['device', 'items', 'pieces', 'cache']) request.result.createObjectStore(shelf)
  }
  const shelves = (await wrap(request)) as unknown as IDBPDatabase<Shelves>
  // a newer app in another tab: it goes first, this one reads anew when it is opened again
  shelves.addEventListener('versionchange', () => shelves.close())
  return {
    shelves,
    write: async (names, work) => {
      const writing = shelves.transaction([...names], 'readwrite', { durability: 'strict' })
      try {
        await Promise.all([writing.done, ...started(writing, work)])
      } catch (error) {
        throw isFull(error) || isFull(writing.error) ? new PhoneProblem('storage-full') : error
      }
    },
    close: () => shelves.close(),
  }
}

function started(writing: Writing, work: Parameters<Storage['write']>[1]): readonly Promise<unknown>[] {
  try {
    return work(writing)
  } catch (error) {
    // thrown before the transaction knew of it: it must not keep the half that went before
    writing.abort()
    return [Promise.reject(error)]
  }
}

const isFull = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'QuotaExceededError'
