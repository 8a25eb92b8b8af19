import 'fake-indexeddb/auto'
import { openPhone, type Phone } from '@sifang/client/phone'
import { factoryWithRoom, type StoreUnderTest } from '../../client/phone/storage.test-setup.ts'
import type { Random } from '../attacks/random.fixture.ts'

/** A member's phone over all its lives: one storage, one wrong clock, one bad network. */
export type FieldPhone = {
  readonly memberId: string
  readonly role: string
  readonly storageName: string
  /** The phone of this life; opened where it was ended. */
  open(): Promise<Phone>
  /** The system ends the app in the middle of whatever it does. */
  end(): void
  /** Full: nothing more can be written, until there is room again. */
  setFull(full: boolean): void
  /** Somebody sets the phone's clock. */
  setClock(offsetMs: number): void
  close(): Promise<void>
}

/** By the phone's own lock: what a PIN costs is measured elsewhere, and would take most of the time here. */
export const lock = { kind: 'passkey' } as const

const secret = new Uint8Array(32).fill(7)
const passkeys = { make: async () => ({ credentialId: secret, secret }), ask: async () => secret }

type Made = {
  readonly memberId: string
  readonly role: string
  readonly address: string
  readonly random: Random
  /** Everything that it says goes through here. */
  readonly carry: (request: Request, storageName: string) => Promise<Response>
}

const hourMs = 3_600_000

export function fieldPhone({ memberId, role, address, random, carry }: Made): FieldPhone {
  const storageName = `faults ${memberId}`
  let offsetMs = (random.below(15) - 7) * hourMs
  let isFull = false
  let life: { readonly store: StoreUnderTest; readonly ended: AbortController; readonly phone: Promise<Phone> } | null =
    null

  function begin() {
    const store = factoryWithRoom(indexedDB)
    if (isFull) store.putsLeft = 0
    const ended = new AbortController()
    const phone = openPhone({
      baseUrl: address,
      storageName,
      app: 'faults',
      indexedDB: store.factory,
      patienceMs: 3000,
      passkeys,
      // half of the lives look after themselves, as in a browser; the others send when they are told to
      byItself: random.next() < 0.5,
      wall: () => Date.now() + offsetMs,
      // a page that is gone hears nothing more, and what it has sent goes on its way
      fetch: (request) => orEnded(carry(request, storageName), ended.signal),
    })
    return { store, ended, phone }
  }

  return {
    memberId,
    role,
    storageName,
    open: () => {
      life ??= begin()
      return life.phone
    },
    end() {
      if (!life) return
      life.ended.abort(new Error('the app was ended'))
      life.store.end()
      // what it would have done on leaving finds nothing to do it with
      void life.phone.then((phone) => phone.close()).catch(() => undefined)
      life = null
    },
    setFull(full) {
      isFull = full
      if (life) life.store.putsLeft = full ? random.below(4) : Number.POSITIVE_INFINITY
    },
    setClock: (wanted) => {
      offsetMs = wanted
    },
    async close() {
      if (life) await (await life.phone).close()
      life = null
      indexedDB.deleteDatabase(storageName)
    },
  }
}

/** What becomes of work that nobody waits for any more is nobody's business. */
function orEnded<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
  return Promise.race([work, ended])
}
