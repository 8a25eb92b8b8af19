import type { DeviceRecord, PhoneParts } from '../parts.ts'
import type { Write } from '../storage.ts'
import type { Vault } from '../vault.ts'
import { contentName, labelName, type StoredItem } from './item.ts'
import { seal } from './saving.ts'
import type { ItemShelf } from './shelf.ts'

/**
 * What the open phone of a member has not sent, sealed anew for the device that the same member enrols on it: a station
 * that was restored from an older backup knows neither the old device nor, it may be, the key it sealed to. What another
 * member left, or what cannot be read, stays as it is, under the device that it was sealed by.
 */
export async function movedTo(
  parts: PhoneParts,
  shelf: ItemShelf,
  device: DeviceRecord,
  vault: Vault,
): Promise<readonly Write[]> {
  const old = parts.session()?.device
  if (old?.stationId !== device.stationId || old.member.id !== device.member.id) return []
  const writes: Write[] = []
  for (const item of shelf.all()) {
    const [label, content] = [shelf.label(item.id), shelf.content(item.id)]
    if (item.deviceId !== old.deviceId || item.state === 'sent' || !content) continue
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
