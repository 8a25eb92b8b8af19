import { alone } from './alone.ts'
import { workByItself } from './by-itself.ts'
import { openChannel, type Told } from './channel.ts'
import { blankClock, type ClockMemory, watchClock } from './clock-log.ts'
import { answered, codeOf, type Fetch, openContact } from './contact.ts'
import { keepDevices } from './devices.ts'
import { drafts } from './drafts.ts'
import { enrolling } from './enrolling.ts'
import { live } from './live.ts'
import { createOutbox } from './outbox/outbox.ts'
import { everything, keepPauses } from './outbox/pauses.ts'
import { itemShelf } from './outbox/shelf.ts'
import { partShelf } from './part/shelf.ts'
import { type PhoneParts, type Session, sendCredential } from './parts.ts'
import { type Passkeys, passkeysOfPlatform } from './passkey.ts'
import { waitAfter } from './pin.ts'
import { PhoneProblem } from './problem.ts'
import { handOver } from './revoked.ts'
import { watchRoom } from './room.ts'
import { noStorage, openStorage } from './storage.ts'
import { sync as syncPart } from './sync.ts'
import type { Phone, Standing, Synced } from './types.ts'
import { unusable } from './usable.ts'

export type PhoneOptions = {
  /** Scheme, host and port of the server. */
  readonly baseUrl: string
  /** Version of the app, as its envelopes say. */
  readonly app?: string
  /** One store a name; left out: `sifang`. */
  readonly storageName?: string
  readonly fetch?: Fetch
  readonly indexedDB?: IDBFactory
  readonly passkeys?: Passkeys
  /** The phone's clock, ms. */
  readonly wall?: () => number
  /** Counts while the page lives, ms. */
  readonly monotonic?: () => number
  /** 0 to 1. */
  readonly chance?: () => number
  /** How long an answer is waited for, ms. */
  readonly patienceMs?: number
  /** Whether it sends and syncs of its own accord: when opened, after saving, when the network comes back. */
  readonly byItself?: boolean
}

/** A server that answered so lately is there; else it is asked before an item leaves. */
const heardLatelyMs = 15_000

/** Opens the phone's store; its standing is known when this ends. Nothing of it throws where it cannot work: it says so. */
export async function openPhone(options: PhoneOptions): Promise<Phone> {
  const {
    baseUrl,
    app = '',
    storageName = 'sifang',
    patienceMs = 30_000,
    byItself = true,
    chance = Math.random,
  } = options
  const { wall = Date.now, monotonic = () => performance.now(), passkeys = passkeysOfPlatform } = options
  const factory = options.indexedDB ?? globalThis.indexedDB
  const cannot = unusable(factory)
  const opened = cannot ? null : await openStorage(factory, storageName).catch(() => null)
  const storage = opened ?? noStorage
  const standing = live<Standing>(cannot ?? (opened ? { kind: 'starting' } : { kind: 'unusable', why: 'no-storage' }))

  const memory = opened && ((await opened.shelves.get('device', 'clock')) as ClockMemory | undefined)
  const clock = watchClock(memory ?? blankClock, wall, monotonic)
  const met = live<ReturnType<Phone['contact']['get']>>({ reached: null, at: null })
  const contact = openContact({
    baseUrl,
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    clock,
    patienceMs,
    told: (reached) => {
      if (reached) heardMs = monotonic()
      met.set({ reached, at: reached ? clock.now().toISOString() : met.get().at })
    },
  })
  let heardMs = Number.NEGATIVE_INFINITY
  let session: Session | null = null
  const channel = openChannel(storageName, (what) => void heard(what).catch(() => undefined))
  const only = alone(storageName, storage)
  const parts: PhoneParts = { storage, contact, clock, alone: only, channel, passkeys, app, session: () => session }
  const devices = keepDevices(storage)
  const [items, part] = [itemShelf(parts), partShelf(parts)]
  const pauses = keepPauses(monotonic, chance)
  const keys = enrolling(parts, devices, items)
  const { room, ...storageRoom } = watchRoom(storage, () => clock.now())
  const outbox = createOutbox({
    ...parts,
    shelf: items,
    pauses,
    device: (deviceId) => (devices.get(deviceId)?.revoked ? undefined : devices.get(deviceId)),
    reaches,
    revoked: async (deviceId) => {
      await revoke(deviceId)
      await handOverAll()
    },
    unknown: notKnown,
    handOver: handOverAll,
    from: () => ({
      exportedAt: clock.now(),
      station: devices.current()?.stationId,
      device: devices.current()?.deviceId,
    }),
    saved: () => void worker?.soon(),
  })
  const send = () => outbox.send().then(keepClock)
  const sendDue = () => outbox.sendDue().then(keepClock)
  const worker = byItself && opened ? workByItself({ pauses, send, sendDue, sync, sent }) : null

  /** Whether the server is there, asked where that is not known: what has never left the phone stays free to be changed. */
  async function reaches(): Promise<boolean> {
    if (met.get().reached && monotonic() - heardMs < heardLatelyMs) return true
    const device = devices.current() ?? devices.all()[0]
    if (!device) return false
    const said = await contact.say(sendCredential(device), 'GET', '/device')
    if (codeOf(said) === 'device/revoked') {
      await revoke(device.deviceId)
      await handOverAll()
    }
    if (met.get().reached) return true
    pauses.pause(everything, said.retryAfterS ?? null)
    return false
  }

  let unknownId: string | null = null
  function notKnown(deviceId: string | null): void {
    unknownId = deviceId
    show()
  }

  async function revoke(deviceId: string): Promise<void> {
    const device = devices.get(deviceId)
    if (!device || device.revoked) return
    if (session?.device.deviceId === deviceId) close()
    await devices.revoke(device)
    await items.load()
    show()
    channel.tell('standing')
  }

  async function handOverAll(): Promise<void> {
    for (const device of devices.all().filter(({ revoked }) => revoked)) {
      if (pauses.isPaused(device.deviceId)) continue
      if (!(await handOver(parts, devices, items, device))) pauses.pause(device.deviceId, null)
    }
    show()
  }

  function close(): void {
    session = null
    part.forget()
  }

  function show(): void {
    if (opened) standing.set(seen())
  }

  function seen(): Standing {
    const current = devices.current()
    if (!current) {
      const quarantined = devices.handedOver()
      return quarantined === null ? { kind: 'blank' } : { kind: 'revoked', quarantined }
    }
    if (current.revoked) return { kind: 'revoked', quarantined: 0 }
    const { name: memberName, id: memberId } = current.member
    if (session) {
      const { ageFriendly, deviceId } = current
      return { kind: 'open', memberId, memberName, ageFriendly, isKnown: deviceId !== unknownId }
    }
    return { kind: 'locked', memberName, by: current.lock.kind, waitS: waitAfter(devices.tries(), Date.now()) }
  }

  /** What another tab of the same phone did. */
  async function heard(what: Told): Promise<void> {
    if (what === 'items') return items.load()
    if (what === 'part') return session ? part.load() : undefined
    await devices.load()
    const current = devices.current()
    const isSame = session && current && !current.revoked && isSameLock(session, current)
    if (session && !isSame) close()
    else if (session && current) session = { ...session, device: current }
    await items.load()
    show()
  }

  async function begin(started: Session): Promise<void> {
    // another member's, it may be
    close()
    session = started
    await Promise.all([items.load(), part.load(), storageRoom.opened()])
    // what can be tidied up later does not keep the member out
    await outbox
      .prune()
      .then(forgetOldDevices)
      .catch(() => undefined)
    show()
    if (worker)
      void worker
        .soon()
        .then(sync)
        .catch(() => undefined)
  }

  /** A device that this phone was before, and that has nothing left to send. */
  async function forgetOldDevices(): Promise<void> {
    const inUse = new Set(
      items
        .all()
        .filter(({ state }) => state !== 'sent')
        .map(({ deviceId }) => deviceId),
    )
    for (const { deviceId, revoked } of devices.all()) {
      if (deviceId !== devices.current()?.deviceId && !inUse.has(deviceId) && !revoked)
        await devices.remove(deviceId, null)
    }
  }

  async function keepClock(): Promise<void> {
    await storage.write([{ on: 'device', put: clock.memory(), key: 'clock' }]).catch(() => undefined)
  }

  function sent(): number {
    return items.all().filter(({ state }) => state === 'sent').length
  }

  let syncing: Promise<Synced> | null = null
  let nextSync: Promise<Synced> | null = null
  /** One that runs already may have read before what is wanted now: whoever asks meanwhile gets the next one. */
  function sync(): Promise<Synced> {
    if (syncing) {
      nextSync ??= syncing
        .catch(() => undefined)
        .then(() => {
          nextSync = null
          return sync()
        })
      return nextSync
    }
    syncing = syncOnce().finally(() => {
      syncing = null
    })
    return syncing
  }

  async function syncOnce(): Promise<Synced> {
    const device = session?.device
    if (!device) return 'locked'
    const began = clock.now()
    const synced = await only('sync', () => syncPart(parts, part))
    await keepClock()
    if (synced === 'synced') await outbox.dropSentBefore(began).catch(() => undefined)
    if (synced === 'synced' || synced === 'unknown') notKnown(synced === 'unknown' ? device.deviceId : null)
    if (synced === 'revoked') {
      await revoke(device.deviceId)
      await send()
    }
    return synced
  }

  if (opened) {
    await devices.load()
    await items.load()
    await storageRoom.look()
    show()
    if (worker) void worker.soon()
  }

  return {
    standing,
    part: part.part,
    notices: part.notices,
    outbox: {
      ...outbox,
      save: async (...outgoings) => {
        await outbox.save(...outgoings)
        await keepClock()
      },
      send,
    },
    contact: met,
    storage: room,
    now: () => clock.now(),
    async enrol(given) {
      await begin(await keys.enrol(given))
      channel.tell('standing')
      await storageRoom.ask()
    },
    async unlock(given) {
      // one try at a time, over all tabs: many of them are no way to more tries
      const unlocked = await only('unlocking', async () => {
        await devices.load()
        const device = devices.current()
        if (!device || device.revoked) throw new PhoneProblem('not-open')
        return keys.unlock(device, given)
      })
      if (unlocked === 'wrong' || 'waitS' in unlocked) show()
      else await begin(unlocked)
      return unlocked === 'wrong' || 'waitS' in unlocked ? unlocked : 'open'
    },
    async lock() {
      close()
      await items.load()
      show()
    },
    async resetPin(code, lock) {
      const device = devices.current()
      if (!device || device.revoked) throw new PhoneProblem('not-open')
      await begin(await keys.resetPin(device, code, lock))
      channel.tell('standing')
    },
    sync,
    async read<T>(path: string) {
      if (!session) throw new PhoneProblem('not-open')
      return answered<T>(await contact.say(session.readCredential, 'GET', path))
    },
    dismissNotices: () => void part.put(part.carried(), [], part.part.get().syncedAt),
    async setAgeFriendly(on) {
      const device = devices.current()
      if (!device || !session) throw new PhoneProblem('not-open')
      session = { ...session, device: { ...device, ageFriendly: on } }
      await devices.change(session.device)
      show()
      channel.tell('standing')
    },
    drafts: drafts(parts),
    async close() {
      worker?.stop()
      contact.close()
      channel.close()
      close()
      storage.close()
    },
  }
}

const isSameLock = (session: Session, { deviceId, lock }: Session['device']): boolean =>
  session.device.deviceId === deviceId && String(session.device.lock.sealed) === String(lock.sealed)
