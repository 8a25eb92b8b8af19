import { draftNames } from './drafts.ts'
import { contentName, labelName, type StoredItem } from './outbox/item.ts'
import { seal } from './outbox/saving.ts'
import type { ItemShelf } from './outbox/shelf.ts'
import type { DeviceRecord, PhoneParts, Session } from './parts.ts'
import type { Write } from './storage.ts'
import type { Vault } from './vault.ts'

/** Only the same member's things move, and only within the station. */
export const isSameOwner = (old: DeviceRecord, device: DeviceRecord): boolean =>
  old.stationId === device.stationId && old.member.id === device.member.id

/**
 * What the open phone of a member has not sent, sealed anew for the device that the same member enrols on it: a station
 * that was restored from an older backup knows neither the old device nor, it may be, the key it sealed to. Forms that
 * were left come along. What cannot be read stays as it is, under the device that it was sealed by. Only while nothing is
 * being sent.
 */
export async function movedTo(
  parts: PhoneParts,
  shelf: ItemShelf,
  old: Session,
  device: DeviceRecord,
  vault: Vault,
): Promise<readonly Write[]> {
  const writes: Write[] = [...(await movedDrafts(parts, old.vault, vault))]
  for (const item of shelf.all()) {
    const [label, content] = [shelf.label(item.id), shelf.content(item.id)]
    if (item.deviceId !== old.device.deviceId || item.state === 'sent' || !content) continue
    // uploads belong to the device that made them
    const moved: StoredItem = {
      ...item,
      deviceId: device.deviceId,
      sealed: await seal(parts, device, item.id, content),
      sentBytes: 0,
      problem: item.state === 'held' ? item.problem : null,
    }
    writes.push(
      { on: 'items', put: moved, key: item.id },
      { on: 'cache', put: await vault.seal(contentName(item.id), content), key: contentName(item.id) },
    )
    if (label) writes.push({ on: 'cache', put: await vault.seal(labelName(item.id), label), key: labelName(item.id) })
  }
  return writes
}

/** Sealed for the new cache; one that cannot be read does not keep the rest from moving. */
async function movedDrafts({ storage }: PhoneParts, from: Vault, to: Vault): Promise<readonly Write[]> {
  const names = await storage.shelves.getAllKeys('cache', draftNames())
  const moved = names.map(async (name): Promise<Write | null> => {
    const blob = await storage.shelves.get('cache', name)
    const kept = blob && (await from.open(name, blob).catch(() => null))
    return kept ? { on: 'cache', put: await to.seal(name, kept), key: name } : null
  })
  return (await Promise.all(moved)).filter((write) => write !== null)
}
