import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { call, codeFor, enrolPhone, newToken, type TestPhone } from './harness-phone.ts'
import { enterVillage, t } from './harness-verbs.ts'

let station: TestStation
let village: string
let otherVillage: string
let officer: Person
let volunteer: Person
let phone: TestPhone

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  otherVillage = await enterVillage(station.chief, '东隋村')
  officer = await station.join('officer')
  volunteer = await station.join('volunteer', { villageIds: [village] })
  phone = await enrolPhone(station, officer, volunteer.id)
})
afterAll(() => station.stop())

const report = (id = newId(), words = '渠边护栏断了一段') => ({
  method: 'PUT' as const,
  path: `/findings/${id}`,
  body: {
    kind: 'hazard',
    source: { kind: 'message' },
    placeId: village,
    at: station.clock.now().toISOString(),
    words,
  },
})

describe('enrolling', () => {
  const given = () => ({
    deviceId: randomUUIDv7(),
    name: '李家的手机',
    ageFriendly: true,
    sendToken: newToken(),
    readToken: newToken(),
  })
  const redeem = (body: object) => call(station, 'POST', '/enrolments/redemptions', body)

  test('a code from the desk makes a phone its member’s; the same again is answered the same, and once only', async () => {
    const body = { code: await codeFor(officer, volunteer.id), ...given() }
    const first = await redeem(body)
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.body).toMatchObject({
      deviceId: body.deviceId,
      member: { id: volunteer.id, name: volunteer.name, role: 'volunteer' },
      station: { id: station.id, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false },
      ageFriendly: true,
      serverTime: station.clock.now().toISOString(),
    })
    expect(Buffer.from(String(first.body.stationKey), 'base64')).toHaveLength(65)
    expect((await redeem(body)).body).toEqual(first.body)
    for (const other of [
      { ...body, ...given() },
      { ...body, readToken: newToken() },
    ]) {
      const again = await redeem(other)
      expect([again.status, again.body.code]).toEqual([403, 'device/code-wrong'])
    }
  })

  test('the desk’s command sent again shows the same code; another one for the member ends it', async () => {
    const id = newId()
    const code = await codeFor(officer, volunteer.id, id)
    expect(code).toMatch(/^\d{8}$/)
    expect(await codeFor(officer, volunteer.id, id)).toBe(code)
    await codeFor(officer, volunteer.id)
    expect((await redeem({ code, ...given() })).body.code).toBe('device/code-wrong')
  })

  test('a code is over after a quarter of an hour', async () => {
    const code = await codeFor(officer, volunteer.id)
    station.clock.set(new Date(station.clock.now().getTime() + 15 * 60_000).toISOString())
    expect((await redeem({ code, ...given() })).body.code).toBe('device/code-wrong')
  })

  test('who may enrol whom', async () => {
    const [deputy, auxiliary, administrator] = await Promise.all([
      station.join('deputy'),
      station.join('auxiliary'),
      station.join('administrator'),
    ])
    const refused = (by: Person, whom: Person) =>
      codeOf(
        by.api.put('/members/{id}/enrolments/{enrolmentId}', {
          path: { id: whom.id, enrolmentId: newId() },
          body: {},
        }),
      )
    expect(await refused(officer, auxiliary)).toBe('device/whose')
    expect(await refused(officer, officer)).toBeNull()
    expect(await refused(volunteer, volunteer)).toBeNull()
    expect(await refused(volunteer, officer)).toBe('device/whose')
    expect(await refused(administrator, officer)).toBeNull()
    expect(await refused(administrator, deputy)).toBe('account/standing')
    expect(await refused(deputy, station.chief)).toBe('account/standing')
    expect(await refused(station.chief, deputy)).toBeNull()
  })
})

describe('the two credentials', () => {
  test('the one of the unlocked phone reads what its member reads, and no more', async () => {
    const villages = (answer: Awaited<ReturnType<TestPhone['read']>>) =>
      (answer.body as { rows: { id: string }[] }).rows.map(({ id }) => id)
    const answer = await phone.read('GET', '/duties')
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.headers.get('sifang-time')).toBe(station.clock.now().toISOString())
    const own = await volunteer.send('GET', '/places?kind=village')
    const mine = await phone.read('GET', '/places?kind=village')
    expect(villages(mine)).toEqual(((await own.json()) as { rows: { id: string }[] }).rows.map(({ id }) => id))
    expect(villages(mine)).not.toContain(otherVillage)
    expect((await phone.read('GET', '/audit')).body.code).toBe('account/not-allowed')
    expect((await phone.read('GET', '/me')).body.code).toBe('account/sign-in-needed')
  })

  test('the one of the locked phone reads nothing', async () => {
    const answer = await phone.send('GET', '/duties')
    expect([answer.status, answer.body.code]).toEqual([401, 'device/locked'])
    const standing = await phone.send('GET', '/device')
    expect(standing.body).toMatchObject({ standing: 'enrolled', memberId: volunteer.id })
    expect(standing.headers.get('sifang-time')).toBe(station.clock.now().toISOString())
  })

  test('another area counts at the next request', async () => {
    const walker = await station.join('volunteer', { villageIds: [village] })
    const its = await enrolPhone(station, officer, walker.id)
    const seen = async () => JSON.stringify((await its.read('GET', '/places?kind=village')).body)
    expect(await seen()).not.toContain(otherVillage)
    await station.chief.api.put('/members/{id}/areas/{entryId}', {
      path: { id: walker.id, entryId: newId() },
      body: { fromDay: '2025-02-05', villageIds: [otherVillage], lineIds: [] },
    })
    expect(await seen()).toContain(otherVillage)
  })
})

describe('an envelope', () => {
  test('is answered as its route answers, and sent again changes nothing', async () => {
    const request = report()
    const envelope = await phone.seal(request)
    const first = await phone.send('POST', '/envelopes', envelope)
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect(first.body).toMatchObject({ id: envelope.id })
    expect((await phone.send('POST', '/envelopes', envelope)).body).toEqual(first.body)
    const outcome = await phone.send('GET', `/outcomes/${envelope.id}`)
    expect(outcome.body).toEqual({ known: true, reply: first.body })
    expect((await phone.send('GET', `/outcomes/${newId()}`)).body).toEqual({ known: false })
  })

  test('is refused as its route refuses', async () => {
    const answer = await phone.submit({ ...report(), body: { kind: 'hazard' } })
    expect([answer.status, answer.body.code]).toEqual([400, 'request/invalid'])
    expect(answer.headers.get('content-type')).toContain('problem+json')
    const elsewhere = report()
    const tooFar = await phone.submit({ ...elsewhere, body: { ...elsewhere.body, placeId: newId() } })
    expect(tooFar.body.code).toBe('place/not-found')
  })

  test('is shown to its author on the unlocked phone', async () => {
    const request = report()
    const envelope = await phone.seal(request)
    const shown = await phone.read('POST', '/envelopes/openings', envelope)
    expect(shown.body).toEqual({ method: 'PUT', path: request.path, body: request.body })
    expect((await phone.send('POST', '/envelopes/openings', envelope)).body.code).toBe('device/locked')
  })
})

describe('revoking', () => {
  test('ends both credentials at the next request', async () => {
    const lost = await enrolPhone(station, officer, volunteer.id)
    await volunteer.api.post('/devices/{id}/revocations', { path: { id: lost.id }, body: { id: newId() } })
    for (const answer of [
      await lost.read('GET', '/duties'),
      await lost.send('GET', '/device'),
      await lost.submit(report()),
      await lost.send('GET', `/outcomes/${newId()}`),
    ])
      expect([answer.status, answer.body.code]).toEqual([410, 'device/revoked'])
    const { rows } = await officer.api.get('/devices', { query: { memberId: volunteer.id } })
    const row = rows.find(({ id }) => id === lost.id)
    expect(row).toMatchObject({ lastContactOn: '2025-02-05', mayEnrol: false })
    expect(row?.revokedAt).not.toBeNull()
    expect(rows.find(({ id }) => id === phone.id)?.revokedAt).toBeNull()
  })

  test('another’s phone is nobody’s to see or revoke but the police’s', async () => {
    const other = await station.join('volunteer', { villageIds: [village] })
    const revoking = other.api.post('/devices/{id}/revocations', { path: { id: phone.id }, body: { id: newId() } })
    expect(await codeOf(revoking)).toBe('device/not-found')
    expect((await other.api.get('/devices')).rows).toEqual([])
  })

  test('a member who leaves takes no phone along', async () => {
    const leaver = await station.join('volunteer', { villageIds: [village] })
    const its = await enrolPhone(station, officer, leaver.id)
    await station.chief.api.put('/members/{id}/leavings/{entryId}', {
      path: { id: leaver.id, entryId: newId() },
      body: { leftOn: '2025-02-05', successorId: null },
    })
    expect((await its.read('GET', '/duties')).status).toBe(410)
    expect((await its.submit(report())).status).toBe(410)
  })
})
