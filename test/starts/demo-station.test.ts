import { randomUUIDv7 } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { rowsOf, send, signIn, visitSomewhere } from './http.fixture.ts'
import {
  databasePid,
  expectNothingLeft,
  expectRefusal,
  isRunning,
  newFolder,
  type SignIn,
  type Started,
  sifang,
  start,
  startInterrupted,
} from './sifang.fixture.ts'

const folder = await newFolder()
const dataDir = join(folder, 'data')
const under = (clock: string) => ({ SIFANG_DATA: dataDir, SIFANG_CLOCK: clock })

// One data directory lives through all of these, in this order.
let first: Started
let chief: SignIn
let officer: SignIn
let visitId: string

test('a first start that is told to stop leaves no process behind', async () => {
  const said = await startInterrupted(under('2025-01-20T09:00+08:00'), 'loading', 'SIGTERM')
  expect(said).toMatchObject({ code: 0, out: '' })
  await expectNothingLeft(dataDir)
})

test('a demonstration whose making was cut off is made anew, so that its passwords are seen', async () => {
  await startInterrupted(under('2025-01-20T09:10+08:00'), 'loading', 'SIGKILL')
  first = await start(under('2025-01-20T09:20+08:00'))
  expect(first.said).toContain('the clock is set to 2025-01-20T01:2')
  const roles = first.signIns.map(({ role }) => role)
  expect(roles).toEqual(expect.arrayContaining(['chief', 'officer', 'auxiliary', 'volunteer', 'auditor']))
  chief = first.signIns.find(({ role }) => role === 'chief') ?? { role: '', userName: '', password: '' }
  officer = first.signIns.find(({ role }) => role === 'officer') ?? chief
  const page = await fetch(first.address)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<title>四访</title>')
  const visitor = await signIn(first.address, chief)
  expect(await visitor.get('/me')).toMatchObject({ station: { demo: true } })
  expect(await visitor.get('/health')).toMatchObject({ ready: true, clock: { set: true } })
})

test('the passwords are in no file of the data directory', async () => {
  const log = await readFile(join(dataDir, 'sifang.log'), 'utf8')
  for (const { password } of first.signIns) expect(log).not.toContain(password)
})

test('a second start on the same data says where the first one is, and leaves it alone', async () => {
  expectRefusal(await sifang(['start'], under('2025-01-20T10:00+08:00')), first.address)
  expect((await send(first.address, 'GET', '/health')).status).toBe(200)
})

test('killed with -9, the next start takes over the database and finds what was recorded', async () => {
  visitId = await visitSomewhere(await signIn(first.address, officer))
  const database = await runningDatabase()
  await first.end('SIGKILL')
  expect(await isRunning(database)).toBe(true)

  const again = await start(under('2025-01-20T12:00+08:00'))
  expect(await databasePid(dataDir)).toBe(database)
  expect(again.signIns).toEqual([])
  const visitor = await signIn(again.address, officer)
  expect(await visitor.get(`/visits/${visitId}`)).toMatchObject({ id: visitId, outcome: 'inspected' })
  await again.end('SIGKILL')
})

test('with the database killed as well, the next start recovers it', async () => {
  const database = await runningDatabase()
  process.kill(database, 'SIGKILL')
  await vi.waitFor(async () => expect(await isRunning(database)).toBe(false), { interval: 10 })
  first = await start(under('2025-01-20T13:00+08:00'))
  expect(await (await signIn(first.address, officer)).get(`/visits/${visitId}`)).toMatchObject({ id: visitId })
})

test('a database that ends while the server runs is started again, and nothing recorded is lost', async () => {
  const database = await runningDatabase()
  process.kill(database, 'SIGKILL')
  await vi.waitFor(async () => expect(await databasePid(dataDir)).not.toBe(database), { timeout: 30_000, interval: 50 })
  const isReady = async () => (await send(first.address, 'GET', '/health')).status === 200
  await vi.waitFor(async () => expect(await isReady()).toBe(true), { timeout: 30_000, interval: 100 })
  expect(await (await signIn(first.address, officer)).get(`/visits/${visitId}`)).toMatchObject({ id: visitId })
})

test('Ctrl-C stops everything, the database too', async () => {
  const said = await first.end('SIGINT')
  expect(said).toMatchObject({ code: 0, err: '' })
  await expectNothingLeft(dataDir)
})

test('a start when everything is there takes less than 4 s of the processor', async () => {
  const again = await start(under('2025-01-20T14:00+08:00'))
  expect(await processorSeconds(again.pid)).toBeLessThan(4)
  first = again
})

test('a jump of the clock does what was due between: a decision ended, the duties of later periods stand', async () => {
  const [asOfficer, asChief] = [await signIn(first.address, officer), await signIn(first.address, chief)]
  const [green] = rowsOf(await asChief.get('/places?tier=green&kind=shop&limit=1'))
  const proposal = randomUUIDv7()
  const wish = { placeId: green?.id, tier: 'yellow', reason: '夜间常有货车进出', lastDay: '2025-01-26' }
  await asOfficer.put(`/tier-proposals/${proposal}`, wish)
  const decision = { id: randomUUIDv7(), verdict: 'approved' }
  expect((await asChief.post(`/tier-proposals/${proposal}/decisions`, decision)).status).toBe(200)
  expect(await asChief.get(`/places/${green?.id}`)).toMatchObject({ tier: 'yellow' })
  await first.end()

  expectRefusal(await sifang(['start'], under('2025-01-20T09:00+08:00')), 'have already seen 2025-01-20T06')
  first = await start(under('2025-03-05T09:00+08:00'))
  const later = await signIn(first.address, chief)
  await vi.waitFor(async () => expect(await later.get(`/places/${green?.id}`)).toMatchObject({ tier: 'green' }), {
    timeout: 30_000,
    interval: 100,
  })
  const { duties } = await later.get(`/places/${green?.id}`)
  expect(duties).toContainEqual(
    expect.objectContaining({ periodStart: '2025-03-01', lineName: expect.stringContaining('绿') }),
  )
  await first.end()
})

async function runningDatabase(): Promise<number> {
  const pid = await databasePid(dataDir)
  if (pid === null) throw new Error('no database runs')
  return pid
}

/** Of one process, whatever else the machine is busy with. */
async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100 || 0
}
