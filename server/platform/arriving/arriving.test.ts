import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '../http/problem.ts'
import { append, receivedBytes, sweepUploads, type Upload } from './index.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sifang-arriving-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const [stationId, deviceId] = [randomUUIDv7(), randomUUIDv7()]
const upload = (of: Partial<Upload> = {}): Upload => ({ dataDir, stationId, deviceId, id: randomUUIDv7(), ...of })
const some = (length: number): Readable => Readable.from([randomBytes(length)])

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )
}

test('an upload goes on only where its last byte arrived', async () => {
  const one = upload()
  expect(await append(one, 0, some(1000), 1000)).toBe(1000)
  expect(await codeOf(append(one, 999, some(10), 10))).toBe('upload/offset-differs')
  expect(await codeOf(append(one, 1001, some(10), 10))).toBe('upload/offset-differs')
  expect(await append(one, 1000, some(24), 24)).toBe(1024)
  expect(await receivedBytes(one)).toBe(1024)
})

test('what a broken connection brought stays', async () => {
  const one = upload()
  const broken = new PassThrough()
  const first = append(one, 0, broken, 5000)
  broken.write(randomBytes(2000))
  await expect.poll(() => broken.readableLength).toBe(0)
  broken.destroy(new Error('aborted'))
  expect(await codeOf(first)).toBe('upload/incomplete')
  expect(await receivedBytes(one)).toBe(2000)
  expect(await append(one, 2000, some(3000), 3000)).toBe(5000)
})

test('a connection that broke before anybody read from it does no harm', async () => {
  const one = upload()
  const broken = new PassThrough()
  const first = append(one, 0, broken, 5000)
  broken.destroy(new Error('aborted'))
  expect(await codeOf(first)).toBe('upload/incomplete')
  expect(await append(one, 0, some(10), 10)).toBe(10)
})

test('a later request ends one that hangs on a lost connection, and both do not mix', async () => {
  const one = upload()
  const hanging = new PassThrough()
  const first = append(one, 0, hanging, 5000)
  hanging.write(randomBytes(2000))
  await expect.poll(() => hanging.readableLength).toBe(0)
  const ended = codeOf(first)
  expect(await codeOf(append(one, 0, some(5000), 5000))).toBe('upload/offset-differs')
  expect(await ended).toBe('upload/incomplete')
  expect(hanging.destroyed).toBe(true)
  expect(await append(one, 2000, some(3000), 3000)).toBe(5000)
})

test('of two at once for the same part one is written', async () => {
  const one = upload()
  const answers = await Promise.all([1, 2, 3, 4].map(() => codeOf(append(one, 0, some(400_000), 400_000))))
  expect(answers.filter((answer) => answer === 'done').length).toBeLessThanOrEqual(1)
  const received = await receivedBytes(one)
  expect(received).toBeLessThanOrEqual(400_000)
  expect(await append(one, received, some(400_000 - received), 400_000 - received)).toBe(400_000)
})

test('one that is too large is refused before it is read, and where it does not say so while it comes', async () => {
  const one = upload()
  const megabyte = 1024 * 1024
  expect(await codeOf(append(one, 0, some(1), 27 * megabyte))).toBe('attachment/too-large')
  const endless = Readable.from(Array.from({ length: 27 }, () => randomBytes(megabyte)))
  expect(await codeOf(append(one, 0, endless, 0))).toBe('attachment/too-large')
  expect(await receivedBytes(one)).toBe(26 * megabyte)
})

test('a phone leaves no more than 300 MB unfinished', async () => {
  const device = { deviceId: randomUUIDv7() }
  const part = randomBytes(25 * 1024 * 1024)
  for (let n = 0; n < 12; n++) await append(upload(device), 0, Readable.from([part]), part.length)
  expect(await codeOf(append(upload(device), 0, some(1), 1))).toBe('upload/too-much')
  expect(await append(upload(), 0, some(1), 1)).toBe(1)
  await rm(join(dataDir, 'arriving', stationId, device.deviceId), { recursive: true })
})

test('nor by many at once', async () => {
  const device = { deviceId: randomUUIDv7() }
  const part = randomBytes(25 * 1024 * 1024)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => codeOf(append(upload(device), 0, Readable.from([part]), part.length))),
  )
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(12)
  expect(answers.filter((answer) => answer === 'upload/too-much')).toHaveLength(8)
  expect(await readdir(join(dataDir, 'arriving', stationId, device.deviceId))).toHaveLength(12)
  await rm(join(dataDir, 'arriving', stationId, device.deviceId), { recursive: true })
})

test('what nobody went on with for 30 days is removed, and nothing else', async () => {
  const station = randomUUIDv7()
  const [old, other] = [upload({ stationId: station }), upload({ stationId: randomUUIDv7() })]
  const wanted = upload({ stationId: station, deviceId: randomUUIDv7() })
  await append(wanted, 0, some(10), 10)
  await append(old, 0, some(10), 10)
  await append(other, 0, some(10), 10)
  const days = (count: number) => Date.now() + count * 24 * 3_600_000
  await sweepUploads(dataDir, station, new Set([wanted.id]), days(29))
  expect(await receivedBytes(old)).toBe(10)
  await sweepUploads(dataDir, station, new Set([wanted.id]), days(31))
  expect(await receivedBytes(old)).toBe(0)
  expect(await receivedBytes(wanted)).toBe(10)
  expect(await readdir(join(dataDir, 'arriving', station))).toEqual([wanted.deviceId])
  expect(await receivedBytes(other)).toBe(10)
})
