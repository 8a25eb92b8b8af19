import { type Permission, reach } from '@sifang/domain/permissions'
import type { Context } from '@sifang/server/platform/context'
import { newId, type Person, type TestStation } from './harness.ts'

const minute = 60_000

type Clock = {
  /** The last contact, by the server's clock. */
  readonly contact: string
  /** By how many minutes the phone's clock was ahead at the contact, at the record and at the sending. */
  readonly ahead: readonly [contact: number, record: number, sending: number]
}

/** What a command is given that arrives now by a member's phone, as its envelope tells it. */
export function fromPhone(station: TestStation, member: Person, permission: Permission, clock: Clock): Context {
  const { machine } = station
  const [atContact, atRecord, atSending] = clock.ahead
  const contact = new Date(clock.contact)
  const later = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * minute)
  const { now } = machine
  return {
    actor: {
      memberId: member.id,
      name: member.name,
      role: member.role,
      villageIds: [],
      lineIds: [],
      leadsShift: false,
      standsInFor: [],
    },
    station: { id: station.id, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false },
    scope: reach(permission, member.role) ?? 'own',
    permission,
    db: machine.db,
    keys: machine.keys,
    now,
    newId,
    requestId: newId(),
    address: '127.0.0.1',
    phoneClock: {
      contact: { server: contact, wall: later(contact, atContact) },
      wall: later(now(), atRecord),
      wentBack: false,
      sentWall: later(now(), atSending),
    },
  }
}
