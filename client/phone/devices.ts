import type { DeviceRecord } from './parts.ts'
import type { WrongTries } from './pin.ts'
import { unlessFull } from './problem.ts'
import type { Storage, Write } from './storage.ts'
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
  /**
   * Becomes the one that is worked with; what was readable before is gone, and `readToken` lies in the new cache, with
   * whatever else is to be there at once.
   */
  adopt(device: DeviceRecord, readToken: Sealed, more?: readonly Write[]): Promise<void>
  change(device: DeviceRecord): Promise<void>
  setTries(tries: WrongTries): Promise<void>
  /** From now on nothing of it can be read here; what it has not sent is still to be handed over. */
  revoke(device: DeviceRecord): Promise<void>
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
    async adopt(device, readToken, more = []) {
      await storage.write([
        { on: 'device', put: device, key: keyOf(device.deviceId) },
        { on: 'device', put: device.deviceId, key: 'current' },
        { on: 'device', remove: 'tries' },
        { on: 'device', remove: 'handed-over' },
        { on: 'cache', clear: true },
        { on: 'cache', put: readToken, key: readTokenName },
        ...more,
      ])
      await load()
    },
    async change(device) {
      await storage.write([{ on: 'device', put: device, key: keyOf(device.deviceId) }])
      await load()
    },
    async setTries(tries) {
      book = { ...book, tries }
      // a full disk must not keep the member from opening the phone: counted in memory then
      await storage.write([{ on: 'device', put: tries, key: 'tries' }]).catch(unlessFull)
    },
    async revoke(device) {
      const revoked = { ...device, revoked: true }
      if (book.currentId === device.deviceId) await storage.write([{ on: 'cache', clear: true }])
      // known in memory alone on a full disk: the server says it again, and handing over is what makes room
      await storage.write([{ on: 'device', put: revoked, key: keyOf(device.deviceId) }]).catch(unlessFull)
      await load()
      book = { ...book, devices: new Map(book.devices).set(device.deviceId, revoked) }
    },
    async remove(deviceId, handedOver) {
      const isCurrent = book.currentId === deviceId
      await storage.write([
        { on: 'device', remove: keyOf(deviceId) },
        ...(isCurrent ? ['current', 'tries'].map((key): Write => ({ on: 'device', remove: key })) : []),
        ...(isCurrent && handedOver !== null ? [{ on: 'device', put: handedOver, key: 'handed-over' } as const] : []),
      ])
      await load()
    },
  }
}
