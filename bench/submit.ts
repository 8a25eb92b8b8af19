import { randomBytes, randomUUID, randomUUIDv7 } from 'node:crypto'
import { type Address, sealLetter } from '@sifang/client/phone/envelope'
import { type Encrypted, encryptPieces } from '@sifang/client/phone/pieces'
import { jpeg } from '@sifang/server/platform/attachments/photos.test-setup'
import type { Bench, BenchOptions } from './bench.ts'
import type { Connection } from './connection.ts'
import { type Data, makeData, type Person } from './data.ts'
import { mustBeOk } from './load.ts'
import { type Machine, startMachine } from './machine.ts'
import { perThing } from './processor-time.ts'
import { placesOf } from './visiting.ts'

const photoBytes = 300_000

/**
 * Reports with a photo, each as a phone sends it: the words in their envelope, the photo's ciphertext, the envelope that
 * names it. One counts when the last of the three is answered, so that all of it is durable. What the phone does before, sealing
 * and encrypting, is done before the time runs.
 */
export const bench: Bench = {
  async run(options) {
    const places = options.quick ? 40 : 600
    const days = options.quick ? 60 : 365
    const data = await makeData({ places, days }, options.say)
    try {
      const machine = await startMachine(data.dataDir)
      try {
        return [await measure(machine, data, options, { places, days })]
      } finally {
        await machine.stop()
      }
    } finally {
      await data.remove()
    }
  },
}

async function measure(machine: Machine, data: Data, options: BenchOptions, size: Record<string, number>) {
  const [phones, reports] = options.quick ? [4, 12] : [100, 1000]
  const [station] = data.stations
  const places = await placesOf(machine, station)
  const people = station.people.filter(({ role }) => role === 'officer' || role === 'auxiliary')
  const enrolled = await enrol(machine, station.people, people, phones)
  const photo = await encryptPieces(new Blob([Uint8Array.from(jpeg({ padding: photoBytes / 2 }))]))
  const runs: number[] = []
  // the first round warms the server up
  for (let run = 0; run <= options.runs; run++) {
    const letters = await Promise.all(
      Array.from({ length: reports }, (_, index) => {
        const phone = enrolled[index % phones]
        if (!phone) throw new Error('no phone')
        return written(phone, places[index % places.length] ?? '', photo, machine.now())
      }),
    )
    const before = await machine.processorTime()
    const began = performance.now()
    await Promise.all(
      enrolled.map(async (phone, index) => {
        for (let next = index; next < reports; next += phones) {
          const report = letters[next]
          if (report) await submit(phone, report, photo)
        }
      }),
    )
    const seconds = (performance.now() - began) / 1000
    options.say(`${Math.round(reports / seconds)}/s; ${perThing(before, await machine.processorTime(), reports)}`)
    if (run > 0) runs.push(reports / seconds)
  }
  return {
    bench: 'submit',
    unit: '1/s',
    better: 'higher',
    target: 60,
    runs,
    size: { ...size, phones, reports, photoBytes },
  } as const
}

type EnrolledPhone = Address & {
  readonly memberId: string
  readonly sendToken: string
  readonly authorization: string
  readonly connection: Connection
}

async function enrol(
  machine: Machine,
  everybody: readonly Person[],
  people: readonly Person[],
  count: number,
): Promise<readonly EnrolledPhone[]> {
  const chief = everybody.find(({ role }) => role === 'chief')
  if (!chief) throw new Error('a station without a chief')
  const cookie = await machine.signIn(chief)
  const phones: EnrolledPhone[] = []
  for (let index = 0; index < count; index++) {
    const connection = await machine.connect()
    const person = people[index % people.length]
    if (!person) throw new Error('nobody to enrol')
    const path = `/api/v1/members/${person.memberId}/enrolments/${randomUUIDv7()}`
    const { code } = JSON.parse(mustBeOk(await connection.send({ method: 'PUT', path, cookie, body: {} })).body)
    const [deviceId, sendToken, readToken] = [
      randomUUID(),
      randomBytes(32).toString('base64url'),
      randomBytes(32).toString('base64url'),
    ]
    const body = { code, deviceId, name: '测速手机', ageFriendly: false, sendToken, readToken }
    const answer = await connection.send({ method: 'POST', path: '/api/v1/enrolments/redemptions', body })
    const { station, stationKey } = JSON.parse(mustBeOk(answer).body)
    const authorization = `Device ${deviceId}.${sendToken}`
    phones.push({
      stationId: station.id,
      deviceId,
      stationKey,
      memberId: person.memberId,
      sendToken,
      authorization,
      connection,
    })
  }
  return phones
}

type Letters = {
  readonly attachmentId: string
  readonly words: { readonly id: string; readonly sealed: string }
  readonly naming: { readonly id: string; readonly sealed: string }
}

async function written(phone: EnrolledPhone, placeId: string, photo: Encrypted, now: Date): Promise<Letters> {
  const [findingId, attachmentId] = [randomUUIDv7(), randomUUIDv7()]
  const clock = {
    wall: now.toISOString(),
    contact: { server: now.toISOString(), wall: now.toISOString() },
    wentBack: false,
  }
  const seal = async (id: string, path: string, body: Readonly<Record<string, unknown>>) => {
    const letter = {
      token: phone.sendToken,
      author: phone.memberId,
      method: 'PUT',
      path,
      body,
      clock,
      app: 'bench',
    } as const
    return { id, sealed: Buffer.from(await sealLetter(phone, id, letter)).toString('base64') }
  }
  const words = '井盖缺了一块，晚上骑车看不见，已用树枝围住。'
  const finding = { kind: 'hazard', topic: 'road', source: { kind: 'message' }, placeId, at: now.toISOString(), words }
  const upload = {
    kind: 'photo',
    name: '照片.jpg',
    sha256: Buffer.from(photo.sha256).toString('hex'),
    bytes: photo.bytes,
    key: Buffer.from(photo.key).toString('base64'),
    findingId,
  }
  const path = `/matters/${findingId}/attachments/${attachmentId}/upload`
  return {
    attachmentId,
    words: await seal(findingId, `/findings/${findingId}`, finding),
    naming: await seal(attachmentId, path, upload),
  }
}

async function submit(
  { connection, authorization }: EnrolledPhone,
  letters: Letters,
  { pieces }: Encrypted,
): Promise<void> {
  const { attachmentId, words, naming } = letters
  const envelope = (body: object) => connection.send({ method: 'POST', path: '/api/v1/envelopes', authorization, body })
  mustBeOk(await envelope(words))
  const path = `/api/v1/uploads/${attachmentId}?offset=0`
  mustBeOk(await connection.send({ method: 'PUT', path, authorization, body: Buffer.concat(pieces) }))
  mustBeOk(await envelope(naming))
}
