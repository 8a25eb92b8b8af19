import type { DeviceRecord } from './parts.ts'
import type { WrongTries } from './pin.ts'
import type { Storage } from './storage.ts'
import type { Sealed } from './vault.ts'

/** Devices that this phone is or was: one that was another member's before stays until all of its items are sent. */
export type Devices = {
  current(): DeviceRecord | null
  get(deviceId: string): DeviceRecord | undefined
  all(): readonly DeviceRecord[]
  /** How many items were handed over by the device that was revoked last; null where none was. */
  handedOver(): number | null
  tries(): WrongTries
  load(): Promise<void>
  /** Becomes the one that is worked with; what was readable before is gone, and `readToken` lies in the new cache. */
  adopt(device: DeviceRecord, readToken: Sealed): Promise<void>
  change(device: DeviceRecord): Promise<void>
  setTries(tries: WrongTries): Promise<void>
  /** Nothing can be read here any more; what it has to send it still may. */
  forgetReadable(): Promise<void>
  remove(deviceId: string, handedOver: number | null): Promise<void>
}

export const readTokenName = 'read-token'

type Book = {
  readonly currentId: string | null
  readonly devices: ReadonlyMap<string, DeviceRecord>
  readonly handedOver: number | null
  readonly tries: WrongTries
}

const noTries: WrongTries = { count: 0, lastMs: 0 }
const keyOf = (deviceId: string) => `enrolled/${deviceId}`

export function keepDevices(storage: Storage): Devices {
  let book: Book = { currentId: null, devices: new Map(), handedOver: null, tries: noTries }

  async function load(): Promise<void> {
    const { shelves } = storage
    const range = IDBKeyRange.bound(keyOf(''), keyOf('\uffff'))
    const devices = (await shelves.getAll('device', range)) as DeviceRecord[]
    book = {
      currentId: ((await shelves.get('device', 'current')) as string | undefined) ?? null,
      devices: new Map(devices.map((device) => [device.deviceId, device])),
      handedOver: ((await shelves.get('device', 'handed-over')) as number | undefined) ?? null,
      tries: ((await shelves.get('device', 'tries')) as WrongTries | undefined) ?? noTries,
    }
  }

  return {
    current: () => book.devices.get(book.currentId ?? '') ?? null,
    get: (deviceId) => book.devices.get(deviceId),
    all: () => [...book.devices.values()],
    handedOver: () => book.handedOver,
    tries: () => book.tries,
    load,
    async adopt(device, readToken) {
      await storage.write(['device', 'cache'], (to) => {
        const [shelf, cache] = [to.objectStore('device'), to.objectStore('cache')]
        return [
          shelf.put(device, keyOf(device.deviceId)),
          shelf.put(device.deviceId, 'current'),
          shelf.delete('tries'),
          shelf.delete('handed-over'),
          cache.clear(),
          cache.put(readToken, readTokenName),
        ]
      })
      await load()
    },
    async change(device) {
      await storage.write(['device'], (to) => [to.objectStore('device').put(device, keyOf(device.deviceId))])
      await load()
    },
    async setTries(tries) {
      await storage.write(['device'], (to) => [to.objectStore('device').put(tries, 'tries')])
      book = { ...book, tries }
    },
    forgetReadable: () => storage.write(['cache'], (to) => [to.objectStore('cache').clear()]),
    async remove(deviceId, handedOver) {
      const isCurrent = book.currentId === deviceId
      await storage.write(['device'], (to) => {
        const shelf = to.objectStore('device')
        return [
          shelf.delete(keyOf(deviceId)),
          ...(isCurrent ? [shelf.delete('current'), shelf.delete('tries')] : []),
          ...(isCurrent && handedOver !== null ? [shelf.put(handedOver, 'handed-over')] : []),
        ]
      })
      await load()
    },
  }
}
