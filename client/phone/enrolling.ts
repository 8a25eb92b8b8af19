import { randomBytes, toBase64Url } from './bytes.ts'
import { answered } from './contact.ts'
import { type Devices, readTokenName } from './devices.ts'
import { isSameOwner, movedTo } from './moving.ts'
import type { ItemShelf } from './outbox/shelf.ts'
import { type DeviceRecord, type PhoneParts, type Session, sendCredential } from './parts.ts'
import { waitAfter } from './pin.ts'
import type { Write } from './storage.ts'
import type { LockWith, Phone } from './types.ts'
import { makeVault, openVault } from './vault.ts'

/** What the server says to a code that is right. */
type Redeemed = {
  readonly deviceId: string
  readonly member: { readonly id: string; readonly name: string }
  readonly station: { readonly id: string }
  readonly stationKey: string
}

type Enrolment = {
  readonly code: string
  readonly deviceId: string
  readonly sendToken: string
  readonly readToken: string
}

const token = (): string => toBase64Url(randomBytes(32))

/** Enrols, unlocks and gives new PINs; each answers the open phone. */
export function enrolling(parts: PhoneParts, devices: Devices, shelf: ItemShelf) {
  // a code whose answer was lost is redeemed again for the very same device; not on the disk, where it could be read
  let begun: Enrolment | null = null

  const opened = (device: DeviceRecord, vault: Session['vault'], readToken: string): Session => {
    const readCredential = `${device.deviceId}.${readToken}`
    return { device, vault, readCredential, reader: parts.contact.reader(readCredential) }
  }

  async function enrol({ code, name, ageFriendly, lock }: Parameters<Phone['enrol']>[0]): Promise<Session> {
    const { vault, wrapped } = await makeVault(lock, parts.passkeys)
    if (begun?.code !== code) {
      begun = { code, deviceId: crypto.randomUUID(), sendToken: token(), readToken: token() }
    }
    const { deviceId, sendToken, readToken } = begun
    const value = { code, deviceId, name, ageFriendly, sendToken, readToken }
    const said = await parts.contact.say(null, 'POST', '/enrolments/redemptions', { kind: 'json', value })
    const { member, station, stationKey } = answered<Redeemed>(said)
    const device: DeviceRecord = {
      deviceId,
      sendToken,
      member: { id: member.id, name: member.name },
      stationId: station.id,
      stationKey,
      ageFriendly,
      lock: wrapped,
      revoked: false,
    }
    const adopt = async (moved: readonly Write[]) =>
      devices.adopt(device, await vault.seal(readTokenName, readToken), moved)
    const old = parts.session()
    if (old && isSameOwner(old.device, device)) {
      // nothing is under way while it moves: what was answered would be noted of the item as it was
      await parts.alone('sending', async () => {
        await shelf.load()
        await adopt(await movedTo(parts, shelf, old, device, vault))
      })
    } else {
      await adopt([])
    }
    begun = null
    return opened(device, vault, readToken)
  }

  /** A code from the desk gives the read side anew; the send side, and so every envelope that waits, stays. */
  async function resetPin(device: DeviceRecord, code: string, lock: LockWith): Promise<Session> {
    const { vault, wrapped } = await makeVault(lock, parts.passkeys)
    if (begun?.code !== code)
      begun = { code, deviceId: device.deviceId, sendToken: device.sendToken, readToken: token() }
    const { readToken } = begun
    const value = { code, readToken }
    const credential = sendCredential(device)
    answered(await parts.contact.say(credential, 'POST', '/pin-resets/redemptions', { kind: 'json', value }))
    const relocked = { ...device, lock: wrapped }
    await devices.adopt(relocked, await vault.seal(readTokenName, readToken))
    begun = null
    return opened(relocked, vault, readToken)
  }

  async function unlock(device: DeviceRecord, lock: LockWith): Promise<Session | 'wrong' | { readonly waitS: number }> {
    const isPin = lock.kind === 'pin'
    const tries = devices.tries()
    const waitS = isPin ? waitAfter(tries, Date.now()) : 0
    if (waitS > 0) return { waitS }
    // counted before it is tried: ending the page in between gains nothing
    if (isPin) await devices.setTries({ count: tries.count + 1, lastMs: Date.now() })
    const vault = await openVault(device.lock, lock, parts.passkeys)
    if (!vault) return 'wrong'
    if (isPin) await devices.setTries({ count: 0, lastMs: 0 })
    const blob = await parts.storage.shelves.get('cache', readTokenName)
    if (!blob) return 'wrong'
    return opened(device, vault, await vault.open<string>(readTokenName, blob))
  }

  return { enrol, resetPin, unlock }
}
