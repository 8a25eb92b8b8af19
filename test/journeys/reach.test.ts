import { reach } from '@sifang/domain/permissions'
import { routesOf } from '@sifang/server/routes'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, type Person, startTestStation, type TestStation } from './harness.ts'
import { attempt, enterPlace, enterVillage, propose, reportTheft, review, t } from './harness-verbs.ts'

/** Stands in every name and text that is not for others. */
const mark = '密'

let station: TestStation
let stranger: Person
let neighbour: Person
/** By what they are: ids of the station's records that lie in the village which is not the neighbour's. */
const ids: Record<string, string> = {}

const readable = routesOf({ uploads: '', dataDir: '' }).filter(({ method, url }) => method === 'GET' && url !== '/live')
const changing = routesOf({ uploads: '', dataDir: '' }).filter(
  ({ method, url }) => method !== 'GET' && !url.startsWith('/me'),
)

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-05 10:00') })
  const { chief } = station
  const village = await enterVillage(chief, '西隋村')
  const other = await enterVillage(chief, '东张村')
  const officer = await station.join('officer', { name: '李民警', villageIds: [village] })
  neighbour = await station.join('volunteer', { villageIds: [other] })
  const place = await enterPlace(officer, village, `${mark}五金店`)
  const merged = await enterPlace(officer, village, `${mark}五金店二`)
  await enterPlace(officer, other, '邻村超市')
  const visitId = newId()
  const note = `${mark}：后院有新锁`
  await officer.api.put('/visits/{id}', {
    path: { id: visitId },
    body: {
      placeId: place,
      kind: 'patrol',
      at: t('2025-02-05 10:00'),
      outcome: 'inspected',
      participants: [officer.id],
      note,
    },
  })
  station.clock.set(t('2025-02-06 10:00'))
  const attemptId = newId()
  await attempt(officer, place, t('2025-02-06 09:30'), attemptId)
  const incident = await reportTheft(officer, place, t('2025-02-05 23:00'))
  await review(chief, incident, 'verified')
  const proposal = await propose(officer, merged, { tier: 'yellow', lastDay: '2025-03-01', reason: `${mark}夜间有车` })
  const entry = (entryId: string) => ({ path: { id: place, entryId } })
  await officer.api.put('/places/{id}/contacts/{entryId}', {
    ...entry(newId()),
    body: { name: `${mark}某`, phone: '13800000000' },
  })
  const list = newId()
  const { number } = await officer.api.put('/round-lists/{id}', {
    path: { id: list },
    body: { title: `${mark}单`, placeIds: [place] },
  })
  Object.assign(ids, {
    village,
    place,
    merged,
    visitId,
    attemptId,
    incident,
    proposal,
    list,
    officer: officer.id,
    number,
  })
  stranger = await station.otherStation('别的派出所')
})
afterAll(() => station.stop())

/** Everything a person is shown when they ask a route for each of the ids, in its path and as a filter. */
async function shown(by: Person, url: string): Promise<readonly string[]> {
  const { village, place, officer } = ids
  const filters = `villageId=${village}&placeId=${place}&ownerId=${officer}&memberId=${officer}&q=${mark}&search=${mark}`
  const days = 'from=2025-01-01&to=2025-03-31&purpose=arrange-visit&after=0&limit=200'
  const paths = url.includes(':') ? Object.values(ids).map((id) => url.replaceAll(/:\w+/g, String(id))) : [url]
  const texts: string[] = []
  for (const path of paths) {
    for (const query of ['', `${filters}&${days}`]) {
      const answer = await by.send('GET', `${path}${query ? `?${query}` : ''}`)
      const text = await answer.text()
      if (answer.ok) texts.push(text)
    }
  }
  return texts
}

const isTold = (text: string, secrets: readonly string[]): boolean => secrets.some((secret) => text.includes(secret))

test('our own chief reads it by most routes, so that the questions below are real ones', async () => {
  const urls: string[] = []
  for (const { url } of readable) {
    const texts = await shown(station.chief, url)
    if (texts.some((text) => isTold(text, [mark, ...Object.values(ids).filter((id) => String(id).includes('-'))])))
      urls.push(url)
  }
  expect(urls).toEqual(
    expect.arrayContaining(['/places', '/places/:id', '/duties', '/visits', '/incidents', '/changes', '/audit']),
  )
  expect(urls.length).toBeGreaterThan(15)
})

describe('another station’s chief', () => {
  test.each(readable.map(({ url }) => url))('reads nothing of ours by GET %s', async (url) => {
    const secrets = [mark, '西隋村', ...Object.values(ids).filter((id) => String(id).includes('-'))]
    expect((await shown(stranger, url)).filter((text) => isTold(text, secrets))).toEqual([])
  })

  test('changes nothing of ours by any route', async () => {
    const seen = async () =>
      (
        await sql`select (select seq from change_counter where station_id = ${station.id}) as seq,
          (select md5(string_agg(p::text, '' order by id)) from place p where station_id = ${station.id}) as places,
          (select md5(string_agg(d::text, '' order by place_id, line_id, period_start)) from duty d
            where station_id = ${station.id}) as duties,
          (select count(*) from visit where station_id = ${station.id}) as visits,
          (select count(*) from audit where station_id = ${station.id} and action not like 'account.%') as audited`.execute(
          station.machine.db,
        )
      ).rows
    const before = await seen()
    const { place, village, officer } = ids
    const everything = {
      id: newId(),
      basedOn: 1,
      reason: '没有关系的人',
      placeId: place,
      villageId: village,
      memberId: officer,
      intoId: ids.merged,
      kind: 'patrol',
      outcome: 'inspected',
      at: t('2025-02-06 09:45'),
      participants: [officer],
      verdict: 'approved',
      tier: 'green',
      lastDay: '2025-04-01',
      fromDay: '2025-02-07',
      leftOn: '2025-02-07',
      successorId: null,
      key: 'vacant',
      value: true,
      name: '改名',
      phone: null,
      title: '单',
      placeIds: [place],
      where: { kind: 'place', placeId: place },
      category: 'theft',
      source: '110',
      occurredAt: t('2025-02-05 20:00'),
    }
    for (const { method, url } of changing) {
      for (const id of Object.values(ids)) {
        const path = url.replace(':entryId', newId()).replaceAll(/:\w+/g, String(id))
        await stranger.send(method, path, { ...everything, id: newId() }).then((answer) => answer.arrayBuffer())
      }
    }
    expect(await seen()).toEqual(before)
  })
})

describe('a volunteer of another village', () => {
  const mine = readable.filter(({ permission }) => reach(permission, 'volunteer') !== null)

  test.each(mine.map(({ url }) => url))('reads nothing of this one by GET %s', async (url) => {
    const secrets = [mark, ...[ids.place, ids.visitId, ids.attemptId, ids.incident, ids.proposal].map(String)]
    expect((await shown(neighbour, url)).filter((text) => isTold(text, secrets))).toEqual([])
  })

  test('sees what lies in the own one', async () => {
    const { rows } = await neighbour.api.get('/places', { query: { search: '邻村' } })
    expect(rows.map(({ name }) => name)).toEqual(['邻村超市'])
    const due = await neighbour.api.get('/duties', { query: {} })
    expect(new Set(due.rows.map(({ villageName }) => villageName))).toEqual(new Set(['东张村']))
  })

  test('records no visit and reports no incident there', async () => {
    const body = {
      placeId: ids.place,
      kind: 'canvass',
      at: t('2025-02-06 10:00'),
      outcome: 'met',
      participants: [neighbour.id],
    }
    expect((await neighbour.send('PUT', `/visits/${newId()}`, body)).status).toBe(404)
    const theft = { category: 'theft', occurredAt: t('2025-02-06 01:00'), source: 'visit' }
    const at = (where: object) => neighbour.send('PUT', `/incidents/${newId()}`, { ...theft, where })
    expect((await at({ kind: 'place', placeId: ids.place })).status).toBe(404)
    expect((await at({ kind: 'village', villageId: ids.village })).status).toBe(404)
  })
})
