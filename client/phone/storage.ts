import { type DBSchema, type IDBPDatabase, type IDBPTransaction, unwrap, wrap } from 'idb'
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
export type Write =
  | { readonly on: Shelf; readonly put: unknown; readonly key: IDBValidKey }
  | { readonly on: Shelf; readonly remove: IDBValidKey | IDBKeyRange }
  | { readonly on: Shelf; readonly clear: true }

export type Storage = {
  readonly shelves: IDBPDatabase<Shelves>
  /** Writes all or nothing, and answers once it is on the disk. Errors: PhoneProblem 'storage-full'. */
  write(writes: readonly Write[]): Promise<void>
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
    write: (writes) => write(shelves, writes),
    close: () => shelves.close(),
  }
}

async function write(shelves: IDBPDatabase<Shelves>, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return
  const names = [...new Set(writes.map(({ on }) => on))]
  const writing = shelves.transaction(names, 'readwrite', { durability: 'strict' })
  const asked: Promise<unknown>[] = [writing.done]
  try {
    for (const one of writes) asked.push(perform(writing, one))
    await Promise.all(asked)
  } catch (error) {
    // what cannot be kept at all is refused before the transaction knows of it: it must not keep the rest
    if (!writing.error) abort(writing)
    await Promise.allSettled(asked)
    throw isFull(error) || isFull(writing.error) ? new PhoneProblem('storage-full') : error
  }
}

type Writing = IDBPTransaction<Shelves, Shelf[], 'readwrite'>

function perform(writing: Writing, one: Write): Promise<unknown> {
  // which values and keys belong to which shelf is known where they are made
  const shelf = unwrap(writing.objectStore(one.on)) as IDBObjectStore
  if ('put' in one) return wrap(shelf.put(one.put, one.key))
  return wrap('clear' in one ? shelf.clear() : shelf.delete(one.remove))
}

function abort(writing: Writing): void {
  try {
    writing.abort()
  } catch {
    // it has ended by itself
  }
}

/** Where there is no storage: everything that is asked of it is refused. */
export const noStorage: Storage = {
  get shelves(): never {
    throw new PhoneProblem('not-open')
  },
  write: () => Promise.reject(new PhoneProblem('not-open')),
  close: () => undefined,
}

const isFull = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'QuotaExceededError'
