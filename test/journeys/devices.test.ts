import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import {
  call,
  codeFor,
  encryptPieces,
  enrolPhone,
  newToken,
  phoneOf,
  type TestPhone,
  uploadOf,
} from './harness-phone.ts'
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

describe('another PIN', () => {
  test('is set by a code from the desk: the new read credential opens, the old one does not, the send one stays', async () => {
    const its = await enrolPhone(station, officer, volunteer.id)
    const reset = { path: { id: its.id, resetId: newId() }, body: {} }
    const { code } = await officer.api.put('/devices/{id}/pin-resets/{resetId}', reset)
    const readToken = newToken()
    const answer = await its.send('POST', '/pin-resets/redemptions', { code, readToken })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.body).toMatchObject({ deviceId: its.id, member: { id: volunteer.id } })
    expect((await its.send('POST', '/pin-resets/redemptions', { code, readToken })).status).toBe(200)
    expect((await its.send('POST', '/pin-resets/redemptions', { code, readToken: newToken() })).status).toBe(403)
    expect((await its.read('GET', '/duties')).body.code).toBe('device/unknown')
    expect((await phoneOf(station, { ...its, readToken }).read('GET', '/duties')).status).toBe(200)
    expect((await its.submit(report())).status).toBe(200)
  })

  test('a code for one phone is none for another', async () => {
    const its = await enrolPhone(station, officer, volunteer.id)
    const reset = { path: { id: its.id, resetId: newId() }, body: {} }
    const { code } = await officer.api.put('/devices/{id}/pin-resets/{resetId}', reset)
    const readToken = newToken()
    expect((await phone.send('POST', '/pin-resets/redemptions', { code, readToken })).body.code).toBe(
      'device/code-wrong',
    )
    expect((await its.send('POST', '/pin-resets/redemptions', { code, readToken })).status).toBe(200)
  })
})

const arriving = async (): Promise<readonly string[]> => {
  const found = await readdir(join(station.machine.dataDir, 'arriving'), { recursive: true }).catch(() => [])
  return found.filter((path) => path.split('/').length === 3)
}

describe('an attachment', () => {
  const key = randomBytes(32)
  let matter: string
  beforeAll(async () => {
    const answer = await phone.submit(report())
    matter = String(answer.body.followUpId)
    expect(matter, JSON.stringify(answer.body)).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('goes on where the last byte arrived, and is read by the police as it was', async () => {
    const id = newId()
    // three pieces, the last one of a few bytes
    const content = Buffer.from('渠边护栏'.repeat(50_000).slice(0, 174_800))
    expect(Math.ceil(content.length / (256 * 1024))).toBe(3)
    const cipher = await encryptPieces(content, key)
    const put = (offset: number, part: Buffer) => phone.send('PUT', `/uploads/${id}?offset=${offset}`, part)
    expect((await phone.send('GET', `/uploads/${id}`)).body).toEqual({ received: 0 })
    expect((await put(0, cipher.subarray(0, 1000))).body).toEqual({ received: 1000 })
    const wrong = await put(500, cipher.subarray(500, 2000))
    expect([wrong.status, wrong.body.code, wrong.body.details]).toEqual([
      409,
      'upload/offset-differs',
      { received: 1000 },
    ])
    const word = uploadOf(matter, { id, content, key })
    const early = await phone.submit(word)
    expect([early.status, early.body.code, early.body.details?.received]).toEqual([409, 'upload/incomplete', 1000])
    expect((await put(1000, cipher.subarray(1000))).body).toEqual({ received: cipher.length })

    const added = await phone.submit(word)
    expect(added.status, JSON.stringify(added.body)).toBe(200)
    expect(added.body).toEqual({ id, type: 'text/plain', bytes: content.length })
    expect(await arriving()).toEqual([])
    // its answer was lost: said again it is answered the same, without a byte sent again
    expect((await phone.submit(word)).body).toEqual(added.body)
    const read = await officer.send('GET', `/matters/${matter}/attachments/${id}?purpose=handle`)
    expect(read.status).toBe(200)
    expect(Buffer.from(await read.arrayBuffer()).equals(content)).toBe(true)
  })

  test.each([
    ['exactly two pieces', 2 * 256 * 1024],
    ['one byte', 1],
  ])('of %s', async (_, length) => {
    const id = newId()
    const content = Buffer.alloc(length, 'a')
    await phone.send('PUT', `/uploads/${id}?offset=0`, await encryptPieces(content, key))
    const added = await phone.submit(uploadOf(matter, { id, content, key }))
    expect(added.body).toEqual({ id, type: 'text/plain', bytes: length })
  })

  test('that arrived otherwise than it was encrypted is thrown away, to be sent again', async () => {
    const id = newId()
    const content = Buffer.alloc(300_000, 'b')
    const cipher = await encryptPieces(content, key)
    const cut = Buffer.concat([cipher.subarray(256 * 1024 + 16), cipher.subarray(0, 256 * 1024 + 16)])
    await phone.send('PUT', `/uploads/${id}?offset=0`, cut)
    const word = uploadOf(matter, { id, content, key })
    const answer = await phone.submit(word)
    expect([answer.status, answer.body.code]).toEqual([422, 'upload/damaged'])
    expect((await phone.send('GET', `/uploads/${id}`)).body).toEqual({ received: 0 })
    await phone.send('PUT', `/uploads/${id}?offset=0`, cipher)
    expect((await phone.submit(word)).status).toBe(200)
  })
})

describe('what a revoked phone still had', () => {
  let lost: TestPhone
  const waiting = async () => (await officer.api.get('/quarantine')).rows
  const handOver = async (request: Parameters<TestPhone['seal']>[0], needs: readonly string[] = []) => {
    const item = { ...(await lost.seal(request)), needs }
    const answer = await lost.send('POST', '/quarantine', { items: [item] })
    expect(answer.body).toEqual({ taken: 1 })
    return item
  }
  const decide = (id: string, decision: object, by = officer) =>
    by.send('POST', `/quarantine/${id}/decisions`, { id: newId(), ...decision })
  const codeIn = async (answer: Response) => ((await answer.json()) as { code?: string }).code

  beforeAll(async () => {
    lost = await enrolPhone(station, officer, volunteer.id)
    await officer.api.post('/devices/{id}/revocations', { path: { id: lost.id }, body: { id: newId() } })
  })

  test('waits, sealed, and once an officer lets it in it is its author’s, with its attachment', async () => {
    const request = report()
    const item = await handOver(request)
    expect((await lost.send('POST', '/quarantine', { items: [item] })).body).toEqual({ taken: 1 })
    const row = (await waiting()).find(({ id }) => id === item.id)
    expect(row).toMatchObject({
      deviceId: lost.id,
      author: { id: volunteer.id },
      what: { method: 'PUT', path: request.path },
      own: false,
    })
    expect(JSON.stringify(await waiting())).not.toContain('护栏')

    const decision = { id: newId(), verdict: 'release' }
    const first = await officer.send('POST', `/quarantine/${item.id}/decisions`, decision)
    expect(await first.json()).toEqual({ id: item.id, verdict: 'released' })
    const again = await officer.send('POST', `/quarantine/${item.id}/decisions`, decision)
    expect(await again.json()).toEqual({ id: item.id, verdict: 'released' })
    expect(await codeIn(await decide(item.id, { verdict: 'release' }))).toBe('quarantine/decided')
    const { rows } = await sql<{ by: string; followUpId: string }>`
      select entered_by as by, follow_up_id from finding where id = ${item.id}`.execute(station.machine.db)
    expect(rows[0]?.by).toBe(volunteer.id)

    const content = Buffer.from('现场照片说明')
    const key = randomBytes(32)
    const fileId = newId()
    const upload = await lost.send('PUT', `/uploads/${fileId}?offset=0`, await encryptPieces(content, key))
    expect(upload.status).toBe(200)
    await handOver(uploadOf(String(rows[0]?.followUpId), { id: fileId, content, key }), [item.id])
    expect((await decide(fileId, { verdict: 'release' })).status).toBe(200)
    const kept = await sql`select sealed from quarantined where sealed is not null`.execute(station.machine.db)
    expect(kept.rows).toEqual([])
  })

  test('waits with its attachment for as long as nobody decides, though uploads are swept after 30 days', async () => {
    const words = await handOver(report())
    expect((await decide(words.id, { verdict: 'release' })).status).toBe(200)
    const [content, key, fileId] = [Buffer.from('现场录音'), randomBytes(32), newId()]
    await lost.send('PUT', `/uploads/${fileId}?offset=0`, await encryptPieces(content, key))
    await handOver(uploadOf(words.id, { id: fileId, content, key }))
    const monthAgo = Date.now() / 1000 - 40 * 86_400
    await utimes(join(station.machine.dataDir, 'arriving', station.id, lost.id, fileId), monthAgo, monthAgo)
    station.clock.set(new Date(station.clock.now().getTime() + 24 * 3_600_000).toISOString())
    await station.runJobs()
    expect((await decide(fileId, { verdict: 'release' })).status).toBe(200)
  })

  test('is answered as its route refuses it, and waits on', async () => {
    const elsewhere = report()
    const item = await handOver({ ...elsewhere, body: { ...elsewhere.body, placeId: newId() } })
    const answer = await decide(item.id, { verdict: 'release' })
    expect([answer.status, await codeIn(answer)]).toEqual([404, 'place/not-found'])
    expect((await waiting()).map(({ id }) => id)).toContain(item.id)
    expect((await decide(item.id, { verdict: 'discard', reason: 'not-needed' })).status).toBe(200)
    expect((await waiting()).map(({ id }) => id)).not.toContain(item.id)
  })

  test('is not discarded by whoever wrote it', async () => {
    const its = await enrolPhone(station, officer, officer.id)
    const item = { ...(await its.seal(report())), needs: [] }
    await its.send('POST', '/quarantine', { items: [item] })
    const discard = { verdict: 'discard', reason: 'double' }
    expect(await codeIn(await decide(item.id, discard))).toBe('account/own-entry')
    expect((await decide(item.id, discard, station.chief)).status).toBe(200)
  })

  test('and what any phone exported as its last resort is read in at the desk: once, and not what came by itself', async () => {
    const [first, second] = [report(), report()]
    const content = Buffer.alloc(300_000, 'x')
    const key = randomBytes(32)
    const fileId = newId()
    const cipher = await encryptPieces(content, key)
    const piece = 256 * 1024 + 16
    const pieces = [cipher.subarray(0, piece), cipher.subarray(piece)].map((part) => part.toString('base64'))
    const put = async (
      item: { id: string; sealed: string },
      more: object = {},
      from: Pick<TestPhone, 'id'> = phone,
    ) => {
      const { sealed } = item
      const answer = await officer.send('PUT', `/devices/${from.id}/quarantine/${item.id}`, { sealed, ...more })
      return ((await answer.json()) as { standing?: string; code?: string }) ?? {}
    }
    const [words, photo] = [
      await phone.seal(first),
      await phone.seal(uploadOf(first.path.slice(-36), { id: fileId, content, key })),
    ]
    expect(await put(words)).toMatchObject({ standing: 'waiting' })
    expect(await put(words)).toMatchObject({ standing: 'waiting' })
    expect(await put(photo, { needs: [words.id], pieces })).toMatchObject({ standing: 'waiting' })
    expect(await put(photo, { needs: [words.id], pieces })).toMatchObject({ standing: 'waiting' })
    expect((await decide(words.id, { verdict: 'release' })).status).toBe(200)
    expect((await decide(photo.id, { verdict: 'release' })).status).toBe(200)
    expect(await put(words)).toMatchObject({ standing: 'sent' })

    const sent = await phone.seal(second)
    expect((await phone.send('POST', '/envelopes', sent)).status).toBe(200)
    expect(await put(sent)).toMatchObject({ standing: 'sent' })
    expect(await put({ ...sent, id: newId() })).toMatchObject({ code: 'envelope/unreadable' })
    expect(await put(sent, {}, { id: newId() })).toMatchObject({ code: 'device/not-found' })
    expect((await waiting()).filter(({ deviceId }) => deviceId === phone.id)).toEqual([])
  })

  test('is gone after half a year', async () => {
    const item = await handOver(report())
    station.clock.set(new Date(station.clock.now().getTime() + 181 * 24 * 3_600_000).toISOString())
    await station.runJobs()
    expect((await waiting()).map(({ id }) => id)).not.toContain(item.id)
    const answer = await decide(item.id, { verdict: 'release' })
    expect(answer.status).toBe(404)
    // and so is what the phone was called; that it was its member's is known on
    const names = new Map((await officer.api.get('/devices')).rows.map(({ id, name }) => [id, name]))
    expect([names.get(lost.id), names.get(phone.id)]).toEqual([null, '试验手机'])
    const late = await handOver(report())
    const row = (await waiting()).find(({ id }) => id === late.id)
    expect(row).toMatchObject({ deviceName: null, author: { id: volunteer.id }, what: { method: 'PUT' } })
    const codes = await sql`select from enrolment`.execute(station.machine.db)
    expect(codes.rows).toEqual([])
  })
})
