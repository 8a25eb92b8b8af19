import 'fake-indexeddb/auto'
import { newId } from '@sifang/client'
import { type OutboxItem, type Outgoing, openPhone, type Phone, type PhoneOptions } from '@sifang/client/phone'
import type { Person, TestStation } from './harness.ts'
import { codeFor } from './harness-phone.ts'

/** The field app's own phone, without its pages: on the browser's store as Node has it, and on real HTTP. */
export type AppPhone = {
  readonly phone: Phone
  /** The network under it: while it is gone nothing is answered; what is asked is kept. */
  readonly network: { isGone: boolean; losesAnswers: boolean; readonly asked: string[] }
  /** The same storage, opened anew: as after a restart, or in another tab. */
  again(): Promise<AppPhone>
}

export const pin = (digits: string) => ({ kind: 'pin', pin: digits }) as const
export const goodPin = pin('802914')

/** A phone on which nothing is yet; it does nothing by itself. */
export async function newPhone(
  station: TestStation,
  storageName = `phone ${crypto.randomUUID()}`,
  more: Partial<PhoneOptions> = {},
): Promise<AppPhone> {
  const network = { isGone: false, losesAnswers: false, asked: [] as string[] }
  const phone = await openPhone({
    baseUrl: station.address,
    storageName,
    app: 'test',
    byItself: false,
    wall: () => station.clock.now().getTime(),
    fetch: async (request) => {
      if (network.isGone) throw new TypeError('no network')
      network.asked.push(`${request.method} ${new URL(request.url).pathname.slice('/api/v1'.length)}`)
      const answer = await fetch(request)
      if (!network.losesAnswers) return answer
      throw new TypeError('the line broke off')
    },
    ...more,
  })
  return { phone, network, again: () => newPhone(station, storageName, more) }
}

/** A phone enrolled to a member by a code of the desk, with the member's part. */
export async function enrolledPhone(
  station: TestStation,
  memberId: string,
  desk: Person = station.chief,
  more: Partial<PhoneOptions> = {},
) {
  const made = await newPhone(station, undefined, more)
  const code = await codeFor(desk, memberId)
  await made.phone.enrol({ code, name: '试验手机', ageFriendly: false, lock: goodPin })
  await made.phone.sync()
  return made
}

/** A need that somebody told of, as a page makes it. */
export function reportOf(station: TestStation, placeId: string, more: Partial<Outgoing> = {}): Outgoing {
  const id = more.id ?? newId()
  return {
    id,
    method: 'PUT',
    path: `/findings/${id}`,
    body: {
      kind: 'need',
      source: { kind: 'message' },
      placeId,
      at: station.clock.now().toISOString(),
      words: '路灯坏了',
    },
    label: { kind: 'report-need', placeName: '东张村' },
    ...more,
  }
}

export const states = ({ phone }: AppPhone) => phone.outbox.items.get().map(({ state }) => state)

export const item = ({ phone }: AppPhone, id: string): OutboxItem | undefined =>
  phone.outbox.items.get().find((one) => one.id === id)
