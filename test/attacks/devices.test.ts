import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from '../journeys/harness.ts'
import {
  type Answer,
  call,
  codeFor,
  encryptPieces,
  enrolPhone,
  newToken,
  phoneOf,
  type Sealed,
  type TestPhone,
  uploadOf,
} from '../journeys/harness-phone.ts'
import { enterVillage, t } from '../journeys/harness-verbs.ts'

let station: TestStation
let village: string
let officer: Person
let volunteer: Person
let phone: TestPhone
let chiefsPhone: TestPhone

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer')
  volunteer = await station.join('volunteer', { villageIds: [village] })
  phone = await enrolPhone(station, officer, volunteer.id)
  chiefsPhone = await enrolPhone(station, station.chief, station.chief.id)
})
afterAll(() => station.stop())

const report = (id = newId(), words = '渠边护栏断了一段'): Sealed => ({
  method: 'PUT',
  path: `/findings/${id}`,
  body: { kind: 'hazard', source: { kind: 'message' }, placeId: village, at: station.clock.now().toISOString(), words },
})
const said = ({ status, body }: Answer) => [status, body.code]
const unreadable = [422, 'envelope/unreadable']

async function findings(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from finding`.execute(station.machine.db)
  return rows[0]?.n ?? 0
}

describe('an envelope', () => {
  test('sent a hundred times, in parallel too, is one report', async () => {
    const envelope = await phone.seal(report())
    const before = await findings()
    const answers = await Promise.all(Array.from({ length: 100 }, () => phone.send('POST', '/envelopes', envelope)))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    expect((await findings()) - before).toBe(1)
  })

  test('with other words under the same id is refused, and the first ones stand', async () => {
    const first = report()
    await phone.submit(first)
    const other = await phone.submit({ ...first, body: { ...first.body, words: '什么也没有' } })
    expect(said(other)).toEqual([409, 'command/conflict'])
    const kindly = await phone.submit({ ...first, body: { ...first.body, kind: 'tip' } })
    expect(said(kindly)).toEqual([409, 'command/conflict'])
  })

  test('of another’s phone does not open, whoever sends it', async () => {
    const own = await enrolPhone(station, officer, officer.id)
    const envelope = await phone.seal(report())
    expect(said(await own.send('POST', '/envelopes', envelope))).toEqual(unreadable)
    expect(said(await own.read('POST', '/envelopes/openings', envelope))).toEqual(unreadable)
  })

  test('under another id, or named otherwise than its command, does not open', async () => {
    const envelope = await phone.seal(report())
    expect(said(await phone.send('POST', '/envelopes', { ...envelope, id: newId() }))).toEqual(unreadable)
    expect(said(await phone.submit(report(), { id: newId() }))).toEqual(unreadable)
  })

  test('with another author, or without the phone’s own token, does not open', async () => {
    expect(said(await phone.submit(report(), { author: station.chief.id }))).toEqual(unreadable)
    expect(said(await phone.submit(report(), { token: newToken() }))).toEqual(unreadable)
    expect(said(await phone.submit(report(), { token: phone.readToken }))).toEqual(unreadable)
  })

  test('of another station, or sealed to its key, does not open', async () => {
    const chief = await station.otherStation('别的所')
    const otherId = (await chief.api.get('/me')).station.id
    const otherPhone = await enrolPhone({ ...station, id: otherId }, chief, chief.id)
    expect(said(await phone.submit(report(), { stationKey: otherPhone.stationKey }))).toEqual(unreadable)
    const aad = `${otherId}/${phone.id}/${newId()}`
    expect(said(await phone.submit(report(), { aad }))).toEqual(unreadable)
    const theirs = await otherPhone.seal(report())
    expect(said(await phone.send('POST', '/envelopes', theirs))).toEqual(unreadable)
    // at its own station it opens, and finds no such village
    expect(said(await otherPhone.send('POST', '/envelopes', theirs))).toEqual([404, 'place/not-found'])
  })

  test('of which one bit differs does not open', async () => {
    const { id, sealed } = await phone.seal(report())
    const bytes = Buffer.from(sealed, 'base64')
    for (const at of [0, 40, 64, 65, 100, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      const answer = await phone.send('POST', '/envelopes', { id, sealed: changed.toString('base64') })
      expect(said(answer), `byte ${at}`).toEqual(unreadable)
    }
    for (const garbage of ['AAAA', 'A'.repeat(200), randomBytes(500).toString('base64')]) {
      expect((await phone.send('POST', '/envelopes', { id, sealed: garbage })).status).toBeGreaterThanOrEqual(400)
    }
  })

  // with the chief's stolen, locked phone: what would let its thief read
  test.each<[string, Sealed]>([
    ['an account', { method: 'PUT', path: `/members/${randomUUIDv7()}/account`, body: {} }],
    ['a new member', { method: 'PUT', path: `/members/${randomUUIDv7()}`, body: { name: '贼', role: 'chief' } }],
    ['another phone', { method: 'PUT', path: `/members/${randomUUIDv7()}/enrolments/${randomUUIDv7()}`, body: {} }],
    ['another PIN', { method: 'PUT', path: `/devices/${randomUUIDv7()}/pin-resets/${randomUUIDv7()}`, body: {} }],
    ['a reading', { method: 'POST', path: `/disputes/${randomUUIDv7()}/readings`, body: { id: randomUUIDv7() } }],
    ['a probe', { method: 'POST', path: `/disputes/${randomUUIDv7()}/probes`, body: { id: randomUUIDv7() } }],
    [
      'a booking’s name',
      { method: 'POST', path: `/bookings/${randomUUIDv7()}/readings`, body: { id: randomUUIDv7() } },
    ],
    ['a password', { method: 'POST', path: '/me/password', body: { id: randomUUIDv7() } }],
    [
      'signing in',
      { method: 'POST', path: '/sign-in', body: { id: randomUUIDv7(), userName: 'chief', password: 'x' } },
    ],
    ['the first run', { method: 'POST', path: '/first-run', body: { id: randomUUIDv7() } }],
    ['an envelope', { method: 'POST', path: '/envelopes', body: { id: randomUUIDv7() } }],
    ['a code', { method: 'POST', path: '/enrolments/redemptions', body: { id: randomUUIDv7() } }],
    ['the quarantine', { method: 'POST', path: '/quarantine', body: { id: randomUUIDv7(), items: [] } }],
    ['settings', { method: 'POST', path: `/quarantine/${randomUUIDv7()}/decisions`, body: { id: randomUUIDv7() } }],
    ['nothing that is', { method: 'POST', path: '/nothing', body: { id: randomUUIDv7() } }],
  ])('does not lead to %s', async (_, request) => {
    const answer = await chiefsPhone.submit(request)
    expect(answer.status === 404 ? 'nowhere' : answer.body.code).toMatch(/^(nowhere|envelope\/route)$/)
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  test('has no way round by how its path is written', async () => {
    const id = randomUUIDv7()
    const paths = [
      `/findings/../members/${id}`,
      `/findings/%2e%2e/members/${id}`,
      `/findings%2f..%2fmembers/${id}`,
      `//members/${id}`,
      `members/${id}`,
      `/findings/${id}?x=1`,
      `/findings/${id}#x`,
      `/findings/${id}/`,
      `http://127.0.0.1/findings/${id}`,
      `/findings\\${id}`,
    ]
    for (const path of paths)
      expect(said(await chiefsPhone.submit({ ...report(id), path }, { id })), path).toEqual(unreadable)
    const odd = { ...report(id), method: 'DELETE' as never }
    expect(said(await chiefsPhone.submit(odd, { id }))).toEqual(unreadable)
  })

  test('nested deeper than anything is written is refused as any other', async () => {
    const id = newId()
    const sealed = await phone.seal({ ...report(id), body: { words: JSON.parse('['.repeat(3000) + ']'.repeat(3000)) } })
    expect((await phone.send('POST', '/envelopes', sealed)).status).toBe(400)
    const { method, path } = report(id)
    const deep = `{"token":"${phone.sendToken}","author":"${volunteer.id}","method":"${method}","path":"${path}","body":{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}},"clock":{"wall":"2025-02-05T09:00:00Z","contact":null,"wentBack":false}}`
    const answer = await phone.send('POST', '/envelopes', await phone.sealText(id, deep))
    expect(said(answer)).toEqual(unreadable)
    const proto = `{"token":"${phone.sendToken}","author":"${volunteer.id}","method":"${method}","path":"${path}","body":{"__proto__":{"kind":"hazard"}},"clock":{"wall":"2025-02-05T09:00:00Z","contact":null,"wentBack":false}}`
    expect((await phone.send('POST', '/envelopes', await phone.sealText(id, proto))).status).toBe(400)
  })

  test('is not made of a header that somebody sends', async () => {
    for (const secret of ['', 'x', randomBytes(32).toString('base64url')]) {
      const headers = { authorization: `Envelope ${secret}` }
      const request = report()
      const answer = await call(station, 'PUT', request.path, request.body, headers)
      expect(said(answer)).toEqual([401, 'account/sign-in-needed'])
      expect((await call(station, 'GET', '/duties', undefined, headers)).status).toBeGreaterThanOrEqual(401)
    }
  })
})

describe('a credential', () => {
  test('of the locked phone reads nothing that there is to read', async () => {
    for (const path of ['/duties', '/places', '/members', '/follow-ups', '/changes', '/devices', '/me', '/field/own']) {
      const answer = await chiefsPhone.send('GET', path)
      if (answer.status !== 404) expect(said(answer), path).toEqual([401, 'device/locked'])
    }
    const request = report()
    expect(said(await chiefsPhone.send('PUT', request.path, request.body))).toEqual([401, 'device/locked'])
  })

  test('that is none, or another phone’s, opens nothing', async () => {
    const other = await enrolPhone(station, officer, officer.id)
    const strange = [
      phoneOf(station, { ...phone, sendToken: other.sendToken, readToken: other.readToken }),
      phoneOf(station, { ...phone, id: randomUUIDv7() }),
      phoneOf(station, { ...phone, sendToken: newToken(), readToken: newToken() }),
      phoneOf(station, { ...phone, sendToken: '', readToken: 'x' }),
      phoneOf(station, { ...phone, id: `${phone.id}' or 1=1 --` }),
    ]
    for (const one of strange) {
      expect(said(await one.send('GET', '/device'))).toEqual([401, 'device/unknown'])
      expect(said(await one.read('GET', '/duties'))).toEqual([401, 'device/unknown'])
      expect(said(await one.send('POST', '/quarantine', { items: [] }))).toEqual([401, 'device/unknown'])
    }
  })

  test('of the unlocked phone makes no second phone, and decides nothing about phones', async () => {
    const deskOnly = [403, 'device/desk-only']
    const enrol = `/members/${station.chief.id}/enrolments/${newId()}`
    expect(said(await chiefsPhone.read('PUT', enrol, {}))).toEqual(deskOnly)
    expect(said(await chiefsPhone.read('PUT', `/devices/${phone.id}/pin-resets/${newId()}`, {}))).toEqual(deskOnly)
    expect(said(await chiefsPhone.read('POST', `/devices/${phone.id}/revocations`, { id: newId() }))).toEqual(deskOnly)
    const decision = { id: newId(), verdict: 'release' }
    expect(said(await chiefsPhone.read('POST', `/quarantine/${newId()}/decisions`, decision))).toEqual(deskOnly)
  })

  test('is kept as a hash only, and a code as no more', async () => {
    const code = await codeFor(officer, volunteer.id)
    for (const table of ['device', 'enrolment', 'command', 'audit', 'change']) {
      const { rows } = await sql<{
        text: string
      }>`select ${sql.ref(table)}::text as text from ${sql.table(table)}`.execute(station.machine.db)
      const text = rows.map((row) => row.text).join('\n')
      for (const secret of [code, phone.sendToken, phone.readToken]) expect(text.includes(secret), table).toBe(false)
      const bare = Buffer.from(phone.sendToken, 'base64url').toString('hex')
      expect(text.includes(bare), table).toBe(false)
    }
  })

  test('tells only the outcome of own commands', async () => {
    const id = newId()
    await phone.submit(report(id))
    expect((await phone.send('GET', `/outcomes/${id}`)).body).toMatchObject({ known: true })
    expect((await chiefsPhone.send('GET', `/outcomes/${id}`)).body).toEqual({ known: false })
  })
})

describe('an upload', () => {
  const key = randomBytes(32)
  let matter: string
  beforeAll(async () => {
    matter = String((await phone.submit(report())).body.followUpId)
  })

  test('lies in its phone’s own folder: another’s of the same id is another', async () => {
    const id = newId()
    const content = Buffer.from('自己的说明')
    await chiefsPhone.send('PUT', `/uploads/${id}?offset=0`, await encryptPieces(content, key))
    expect((await phone.send('GET', `/uploads/${id}`)).body).toEqual({ received: 0 })
    const answer = await phone.submit(uploadOf(matter, { id, content, key }))
    expect(said(answer)).toEqual([409, 'upload/incomplete'])
  })

  test('leads nowhere else by its id', async () => {
    for (const id of ['..', '..%2f..%2fsecrets.json', 'a', `${newId()}%2f..`]) {
      const answer = await phone.send('PUT', `/uploads/${id}?offset=0`, Buffer.from('x'))
      expect([400, 404]).toContain(answer.status)
    }
    for (const offset of ['-1', '1.5', 'x', '9007199254740993'])
      expect(
        (await phone.send('PUT', `/uploads/${newId()}?offset=${offset}`, Buffer.from('x'))).status,
      ).toBeGreaterThan(399)
  })

  test('in overlapping parts at once becomes what was sent, or is refused', async () => {
    const id = newId()
    const content = randomBytes(150_000).toString('hex')
    const cipher = await encryptPieces(Buffer.from(content), key)
    const cuts = [0, 1, 50_000, 100_000, 250_000]
    await Promise.all(
      cuts.flatMap((at) => [
        phone.send('PUT', `/uploads/${id}?offset=${at}`, cipher.subarray(at)).catch(() => null),
        phone.send('PUT', `/uploads/${id}?offset=${at}`, cipher.subarray(at, at + 60_000)).catch(() => null),
      ]),
    )
    const arrived = Number((await phone.send('GET', `/uploads/${id}`)).body.received)
    expect(arrived).toBeLessThanOrEqual(cipher.length)
    if (arrived < cipher.length) await phone.send('PUT', `/uploads/${id}?offset=${arrived}`, cipher.subarray(arrived))
    const added = await phone.submit(uploadOf(matter, { id, content: Buffer.from(content), key }))
    expect(added.status, JSON.stringify(added.body)).toBe(200)
  })

  test('with the wrong key, of less than it says or of more, is kept nowhere', async () => {
    const content = Buffer.from('说明一份')
    const cipher = await encryptPieces(content, key)
    const attempt = async (sent: Buffer, word: Partial<{ key: Buffer; content: Buffer }>) => {
      const id = newId()
      await phone.send('PUT', `/uploads/${id}?offset=0`, sent)
      return said(await phone.submit(uploadOf(matter, { id, content, key, ...word })))
    }
    expect(await attempt(cipher, { key: randomBytes(32) })).toEqual([422, 'upload/damaged'])
    expect(await attempt(Buffer.concat([cipher, cipher]), {})).toEqual([422, 'upload/damaged'])
    expect(await attempt(cipher.subarray(0, -1), {})).toEqual([409, 'upload/incomplete'])
    expect(await attempt(cipher, { content: Buffer.from('说明二份') })).toEqual([422, 'attachment/hash-differs'])
    const { rows } = await sql`
      select from attachment where matter_id = ${matter} and bytes = ${content.length}`.execute(station.machine.db)
    expect(rows).toEqual([])
  })

  test('is added to no matter that is not its author’s to add to', async () => {
    const theirs = await chiefsPhone.submit(report())
    const id = newId()
    const content = Buffer.from('不该进来的')
    await phone.send('PUT', `/uploads/${id}?offset=0`, await encryptPieces(content, key))
    const answer = await phone.submit(uploadOf(String(theirs.body.followUpId), { id, content, key }))
    expect(said(answer)).toEqual([404, 'attachment/not-found'])
  })
})

test('an envelope that is sent again when its words were erased brings nothing of them back', async () => {
  const sent = report()
  const envelope = await phone.seal(sent)
  const first = await phone.send('POST', '/envelopes', envelope)
  expect(first.status).toBe(200)
  const id = sent.path.slice(-36)
  await sql`update follow_up set closed_at = ${station.clock.now()}, due_at = null where id = ${id}`.execute(
    station.machine.db,
  )
  station.clock.set(t('2027-03-01 09:00'))
  await station.runJobs()
  const left = async () => {
    const { rows } = await sql<{ sealed: Buffer | null; key: Buffer | null; n: number }>`
      select f.sealed, k.wrapped_key as key, (select count(*)::int from finding) as n
      from finding f join matter_key k on k.matter_id = f.follow_up_id where f.id = ${id}`.execute(station.machine.db)
    return rows
  }
  const before = await left()
  expect(before).toMatchObject([{ sealed: null, key: null }])
  const again = await phone.send('POST', '/envelopes', envelope)
  expect([again.status, again.body]).toEqual([200, first.body])
  expect(await left()).toEqual(before)
})

// last: wrong codes close this address for a quarter of an hour
describe('a code', () => {
  const redeem = (code: string) =>
    call(station, 'POST', '/enrolments/redemptions', {
      code,
      deviceId: randomUUIDv7(),
      name: '贼的手机',
      ageFriendly: false,
      sendToken: newToken(),
      readToken: newToken(),
    })

  test('that two phones redeem at once enrols one', async () => {
    const code = await codeFor(officer, volunteer.id)
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403])
  })

  test('takes no other phone’s id', async () => {
    const code = await codeFor(officer, volunteer.id)
    const tokens = { sendToken: newToken(), readToken: newToken() }
    const body = { code, deviceId: chiefsPhone.id, name: '贼的手机', ageFriendly: false, ...tokens }
    expect(said(await call(station, 'POST', '/enrolments/redemptions', body))).toEqual([409, 'command/conflict'])
    expect((await chiefsPhone.send('GET', '/device')).body.memberId).toBe(station.chief.id)

    const stranger = await station.otherStation('又一个所')
    const theirs = { ...body, code: await codeFor(stranger, stranger.id) }
    expect(said(await call(station, 'POST', '/enrolments/redemptions', theirs))).toEqual([409, 'command/conflict'])
  })

  test('is guessed no more than ten times, not even the right one then', async () => {
    const right = await codeFor(officer, volunteer.id)
    const answers: Answer[] = []
    for (let n = 0; n < 12; n++) answers.push(await redeem(String(n).padStart(8, '7')))
    expect(answers.at(-1)?.body.code).toBe('device/code-paused')
    expect(answers.at(-1)?.body.details?.retryAfterS).toBeGreaterThan(0)
    expect(said(await redeem(right))).toEqual([429, 'device/code-paused'])
    const many = await Promise.all(Array.from({ length: 200 }, (_, n) => redeem(String(n).padStart(8, '3'))))
    expect(new Set(many.map(({ body }) => body.code))).toEqual(new Set(['device/code-paused']))
  })
})
