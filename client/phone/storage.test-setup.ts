/** The browser's store, of which the test says how much more it takes, and which it may end in the middle of anything. */
export type StoreUnderTest = {
  readonly factory: IDBFactory
  /** Puts until the disk is full. */
  putsLeft: number
  /** As when the system ends the page: what is not committed is undone, and nothing is written any more. */
  end(): void
}

/** Wraps the store at its edge, where the disk is: the phone's own code is the same. */
export function factoryWithRoom(real: IDBFactory): StoreUnderTest {
  const open = new Set<IDBTransaction>()
  const databases = new Set<IDBDatabase>()
  let hasEnded = false
  const room: StoreUnderTest = {
    putsLeft: Number.POSITIVE_INFINITY,
    factory: new Proxy(real, {
      get: (_, name) =>
        name === 'open'
          ? (storageName: string, version?: number) => {
              const request = real.open(storageName, version)
              request.addEventListener('success', () => watch(request.result))
              return request
            }
          : Reflect.get(real, name),
    }),
    end() {
      hasEnded = true
      for (const transaction of open) undo(transaction)
      for (const database of databases) database.close()
    },
  }

  function watch(database: IDBDatabase): void {
    databases.add(database)
    if (hasEnded) database.close()
    const begin = database.transaction.bind(database)
    database.transaction = (...given) => {
      const transaction = begin(...given)
      if (transaction.mode === 'readwrite') open.add(transaction)
      for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => open.delete(transaction))
      const shelf = transaction.objectStore.bind(transaction)
      transaction.objectStore = (name) => limited(shelf(name), transaction)
      return transaction
    }
  }

  const seen = new WeakSet<IDBObjectStore>()

  function limited(shelf: IDBObjectStore, transaction: IDBTransaction): IDBObjectStore {
    if (seen.has(shelf)) return shelf
    seen.add(shelf)
    const put = shelf.put.bind(shelf)
    shelf.put = (...given) => {
      if (room.putsLeft > 0) {
        room.putsLeft -= 1
        return put(...given)
      }
      // browsers say so when they write, not when they are asked
      const request = put(...given)
      request.addEventListener('success', () => {
        Object.defineProperty(transaction, 'error', { value: new DOMException('no room', 'QuotaExceededError') })
        transaction.abort()
      })
      return request
    }
    return shelf
  }
  return room
}

function undo(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // it is being committed: that is done
  }
}
