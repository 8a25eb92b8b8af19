import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { enrolPhone } from './harness-phone.ts'
import { enterPlace, enterVillage, owedAt, t } from './harness-verbs.ts'

let station: TestStation
let officer: Person
let colleague: Person
let volunteer: Person
let village: string
let shop: string
let line: string

// the 3 km are along a meridian: 0.009 degrees a kilometre
const post = (km: number) => ({ latitude: 37.35 + km * 0.009, longitude: 118.43 })

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-03 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  officer = await station.join('officer', { villageIds: [village] })
  colleague = await station.join('officer')
  volunteer = await station.join('volunteer', { villageIds: [village] })
  shop = await enterPlace(officer, village, '小宋五金店', { position: post(0) })
  line = newId()
  await station.chief.api.put('/lines/{id}', {
    path: { id: line },
    body: { name: '东营线', lengthKm: 3, posts: [0, 1, 2, 3].map((km) => ({ km, ...post(km) })) },
  })
  await station.chief.api.put('/roster/entries/{id}', {
    path: { id: newId() },
    body: {
      days: [{ day: '2025-02-03', dutyOfficerId: officer.id, shiftLeaderId: station.chief.id, basedOn: 0 }],
    },
  })
})
afterAll(() => station.stop())

const here = { at: t('2025-02-03 09:00'), how: 'position', accuracyM: 12 } as const

describe('a check-in', () => {
  const checkIn = (by: Person, body: object, id = newId()) =>
    by.api.put('/check-ins/{id}', { path: { id }, body: body as never })

  test('at a post by its code is kept without a position', async () => {
    expect(await checkIn(officer, { lineId: line, km: 1, at: here.at, how: 'qr' })).toMatchObject({
      distanceM: null,
      far: false,
    })
  })

  test('by position says how far it was, and one far off is marked', async () => {
    expect(await checkIn(officer, { placeId: shop, ...here, ...post(0.1) })).toMatchObject({
      distanceM: 100,
      far: false,
    })
    expect(await checkIn(officer, { placeId: shop, ...here, ...post(0.4) })).toMatchObject({
      distanceM: 400,
      far: true,
    })
    expect(await checkIn(officer, { lineId: line, km: 1.5, ...here, ...post(1.6) })).toMatchObject({ distanceM: 100 })
    const vague = { ...here, accuracyM: 900 }
    expect(await checkIn(officer, { placeId: shop, ...vague, ...post(0.4) })).toMatchObject({ far: false })
  })

  test('without a position needs a code, and lies on the line', async () => {
    expect(await codeOf(checkIn(officer, { placeId: shop, at: here.at, how: 'position' }))).toBe('request/invalid')
    expect(await codeOf(checkIn(officer, { placeId: shop, lineId: line, km: 1, at: here.at, how: 'qr' }))).toBe(
      'request/invalid',
    )
    expect(await codeOf(checkIn(officer, { lineId: line, km: 3.1, at: here.at, how: 'qr' }))).toBe('line/post-beyond')
    expect(await codeOf(checkIn(officer, { lineId: line, km: 1, at: t('2025-02-03 09:01'), how: 'qr' }))).toBe(
      'check-in/in-the-future',
    )
  })

  test('is one, however often it is sent, and settles no duty', async () => {
    const owed = await owedAt(officer, shop)
    const id = newId()
    const body = { placeId: shop, at: here.at, how: 'qr' }
    expect(await checkIn(officer, body, id)).toEqual(await checkIn(officer, body, id))
    const { rows } = await officer.api.get('/check-ins', { query: { placeId: shop } })
    expect(rows.filter((row) => row.id === id).length).toBe(1)
    expect(await owedAt(officer, shop)).toEqual(owed)
  })

  test('of a volunteer is in own villages, and read by the police and by the volunteer', async () => {
    const elsewhere = await enterPlace(station.chief, await enterVillage(station.chief, '东隋村'), '大王超市')
    expect(await codeOf(checkIn(volunteer, { placeId: elsewhere, at: here.at, how: 'qr' }))).toBe('place/not-found')
    expect(await codeOf(checkIn(volunteer, { lineId: line, km: 1, at: here.at, how: 'qr' }))).toBe('line/not-found')
    const { id } = await checkIn(volunteer, { placeId: shop, at: here.at, how: 'qr' })
    const own = await volunteer.api.get('/check-ins')
    expect(own.rows.map((row) => row.id)).toEqual([id])
    const all = await colleague.api.get('/check-ins', { query: { limit: 2 } })
    expect(all.rows.length).toBe(2)
    const rest = await colleague.api.get('/check-ins', { query: { after: all.next ?? '' } })
    expect([...all.rows, ...rest.rows].map(({ member }) => member.name)).toContain(volunteer.name)
    expect(new Set([...all.rows, ...rest.rows].map((row) => row.id)).size).toBe(all.rows.length + rest.rows.length)
  })

  test('from a phone whose clock jumped is marked as of an uncertain time', async () => {
    const phone = await enrolPhone(station, station.chief, officer.id)
    const id = newId()
    const body = { placeId: shop, at: t('2025-02-03 10:00'), how: 'qr' }
    const contact = { server: t('2025-02-03 08:00'), wall: t('2025-02-03 09:00') }
    const clock = { wall: t('2025-02-03 10:00'), contact, wentBack: false }
    const sealed = await phone.seal({ method: 'PUT', path: `/check-ins/${id}`, body }, { clock })
    const sent = await phone.send('POST', '/envelopes', sealed, { 'sifang-wall': t('2025-02-03 09:00') })
    expect(sent.status).toBe(200)
    const { rows } = await officer.api.get('/check-ins', { query: { placeId: shop } })
    expect(rows.find((row) => row.id === id)).toMatchObject({ timeUncertain: true, at: '2025-02-03T01:00:00.000Z' })
  })

  test('stands on the timeline of its place: for the police whose, for others none but their own', async () => {
    const cadre = await station.join('cadre', { villageIds: [village] })
    const auditor = await station.join('auditor')
    const seen = async (by: Person) => {
      const { rows } = await by.api.get('/places/{id}/timeline', {
        path: { id: shop },
        query: { kinds: 'check-in', limit: 100 },
      })
      return rows.map(({ by: who, details }) => ({ name: who?.name, details }))
    }
    const { rows } = await colleague.api.get('/check-ins', { query: { placeId: shop, limit: 100 } })
    const listed = rows.map(({ member, far, timeUncertain }) => ({
      name: member.name,
      details: { far, timeUncertain },
    }))
    expect(listed.length).toBeGreaterThan(4)
    expect(await seen(colleague)).toEqual(listed)
    expect(await seen(volunteer)).toEqual([{ name: volunteer.name, details: { far: false, timeUncertain: false } }])
    for (const other of [cadre, auditor]) expect(await seen(other)).toEqual([])
    const unasked = await colleague.api.get('/places/{id}/timeline', { path: { id: shop }, query: { limit: 100 } })
    expect(unasked.rows.map(({ kind }) => kind)).toContain('check-in')
  })

  test('keeps nothing of where the phone was', async () => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_name = 'check_in'`.execute(
      station.machine.db,
    )
    expect(rows.map(({ name }) => name).filter((name) => /latitude|longitude|position/.test(name))).toEqual([])
  })
})

describe('a track', () => {
  const seconds = (text: string) => Date.parse(t(text)) / 1000
  const consent = (by: Person, at: string, id = newId()) =>
    by.api.put('/track-consents/{id}', { path: { id }, body: { textVersion: 1, at } })
  const withdraw = (by: Person, consentId: string, at: string) =>
    by.api.post('/track-consents/{id}/withdrawals', { path: { id: consentId }, body: { id: newId(), at } })
  const begin = (by: Person, at: string, id = newId()) => by.api.put('/tracks/{id}', { path: { id }, body: { at } })
  const add = (by: Person, track: string, points: readonly [number, number, number, number][], id = newId()) =>
    by.api.post('/tracks/{id}/points', { path: { id: track }, body: { id, points: [...points] } })
  const end = (by: Person, track: string, at: string) =>
    by.api.post('/tracks/{id}/ends', { path: { id: track }, body: { id: newId(), at } })
  const point = (text: string, km: number): [number, number, number, number] => [
    seconds(text),
    post(km).latitude,
    post(km).longitude,
    8,
  ]
  const storedPoints = async (track: string) => {
    const { rows } = await sql<{ sealed: Buffer }>`
      select sealed from track_points where track_id = ${track}`.execute(station.machine.db)
    return rows.map(({ sealed }) => sealed)
  }

  test('needs consent to the text that stands, on file with its words', async () => {
    expect(await codeOf(begin(officer, t('2025-02-03 09:00')))).toBe('track/no-consent')
    const unknown = { textVersion: 99, at: t('2025-02-03 09:00') }
    expect(await codeOf(officer.api.put('/track-consents/{id}', { path: { id: newId() }, body: unknown }))).toBe(
      'track/consent-unknown',
    )
    const before = await officer.api.get('/field/own')
    const { seq, epoch } = before
    await consent(officer, t('2025-02-03 09:00'))
    // carried on the phone, and told to nobody else
    expect(before.trackConsent).toBeNull()
    expect((await officer.api.get('/field/own')).trackConsent).toMatchObject({ textVersion: 1 })
    const changes = (by: Person) => by.api.get('/field/changes', { query: { after: seq, epoch, villages: village } })
    expect(await changes(officer)).toMatchObject({ own: true })
    expect(await changes(volunteer)).toMatchObject({ own: false })
    expect(await codeOf(consent(officer, t('2025-02-03 09:00')))).toBe('track/consent-running')
    const { rows } = await officer.api.get('/track-consents')
    expect(rows).toMatchObject([{ textVersion: 1, withdrawnAt: null }])
    expect(rows[0]?.text.zh).toContain('敏感个人信息')
    expect((await colleague.api.get('/track-consents')).rows).toEqual([])
  })

  test('is kept on duty, its points sealed, and says where it has holes', async () => {
    station.clock.set(t('2025-02-03 11:00'))
    const { id } = await begin(officer, t('2025-02-03 10:00'))
    const first = newId()
    const batch = [point('2025-02-03 10:00', 0), point('2025-02-03 10:01', 0.1)] as const
    await add(officer, id, [...batch], first)
    await add(officer, id, [...batch], first)
    await end(officer, id, t('2025-02-03 10:31'))
    // late ones are taken; what lies outside the track is no part of it
    await add(officer, id, [point('2025-02-03 10:30', 1), point('2025-02-03 10:40', 2), point('2025-02-03 09:59', 0)])

    const own = await officer.api.get('/tracks/{id}', { path: { id } })
    expect(own.points).toEqual([
      point('2025-02-03 10:00', 0),
      point('2025-02-03 10:01', 0.1),
      point('2025-02-03 10:30', 1),
    ])
    expect(own.holes).toEqual([{ from: '2025-02-03T02:01:00.000Z', to: '2025-02-03T02:30:00.000Z' }])
    expect((await officer.api.get('/tracks')).rows).toMatchObject([{ id, points: 3, erased: false }])
    for (const sealed of await storedPoints(id)) expect(sealed.toString('latin1')).not.toContain('118.43')
  })

  test('is its member’s own: nobody else reads it, not the chief, and the reading is on record', async () => {
    const [track] = (await officer.api.get('/tracks')).rows
    const id = track?.id ?? ''
    for (const other of [station.chief, colleague, volunteer]) {
      expect(await codeOf(other.api.get('/tracks/{id}', { path: { id } }))).toBe('track/not-found')
      expect((await other.send('GET', `/tracks/${id}/gpx`)).status).toBe(404)
      expect((await other.api.get('/tracks')).rows).toEqual([])
      expect(await codeOf(add(other, id, [point('2025-02-03 10:02', 0)]))).toBe('track/not-found')
    }
    const { rows } = await station.chief.api.get('/audit', { query: { action: 'track.read' } })
    expect(rows.map((row) => row.entityId)).toContain(id)
  })

  test('is exported as a file in which a hole begins a new segment', async () => {
    const [track] = (await officer.api.get('/tracks')).rows
    const answer = await officer.send('GET', `/tracks/${track?.id}/gpx`)
    expect(answer.headers.get('content-type')).toBe('application/gpx+xml')
    const gpx = await answer.text()
    expect(gpx.match(/<trkseg>/g)?.length).toBe(2)
    expect(gpx.match(/<trkpt /g)?.length).toBe(3)
    expect(gpx).toContain('<trkpt lat="37.35" lon="118.43"><time>2025-02-03T02:00:00.000Z</time></trkpt>')
  })

  test('of police begins while a shift runs, of a volunteer whenever it is switched on', async () => {
    expect(await codeOf(begin(officer, t('2025-02-03 08:00')))).toBe('track/not-on-duty')
    await consent(volunteer, t('2025-02-03 11:00'))
    expect(await codeOf(begin(volunteer, t('2025-02-03 08:00')))).toBeNull()
  })

  test('points are erased at once when consent is withdrawn; what arrives afterwards is taken and not kept', async () => {
    const [given] = (await volunteer.api.get('/track-consents')).rows
    const { id } = await begin(volunteer, t('2025-02-03 10:00'))
    await add(volunteer, id, [point('2025-02-03 10:00', 0)])
    expect(await codeOf(withdraw(officer, given?.id ?? '', t('2025-02-03 11:00')))).toBe('track/consent-not-found')
    expect(await withdraw(volunteer, given?.id ?? '', t('2025-02-03 11:00'))).toMatchObject({ erased: 2 })
    expect(await storedPoints(id)).toEqual([])
    expect(await add(volunteer, id, [point('2025-02-03 10:10', 0)])).toMatchObject({ kept: false })
    expect(await end(volunteer, id, t('2025-02-03 11:00'))).toMatchObject({ kept: false })
    expect(await storedPoints(id)).toEqual([])
    expect(await volunteer.api.get('/tracks/{id}', { path: { id } })).toMatchObject({ erased: true, points: [] })
    expect(await codeOf(begin(volunteer, t('2025-02-03 11:00')))).toBe('track/no-consent')
    expect(await codeOf(withdraw(volunteer, given?.id ?? '', t('2025-02-03 11:00')))).toBe('track/consent-withdrawn')
    // another's track stands
    expect((await officer.api.get('/tracks')).rows[0]).toMatchObject({ points: 3 })
  })

  test('points are erased after 90 days, whatever the station sets', async () => {
    const [track] = (await officer.api.get('/tracks')).rows
    station.clock.set(t('2025-05-04 12:00'))
    await station.runJobs()
    expect((await officer.api.get('/tracks')).rows[0]).toMatchObject({ points: 3, erased: false })
    station.clock.set(t('2025-05-05 12:00'))
    await station.runJobs()
    expect((await officer.api.get('/tracks')).rows[0]).toMatchObject({ id: track?.id, points: 0, erased: true })
    const { rows } = await station.chief.api.get('/erasures')
    expect(rows).toContainEqual(
      expect.objectContaining({
        matterId: track?.id,
        subject: 'track',
        reason: 'retention-over',
        counts: { trackPoints: 2 },
      }),
    )
  })
})
