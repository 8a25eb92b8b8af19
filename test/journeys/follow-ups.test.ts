import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, newId, type Person, refusal, startTestStation, type TestStation } from './harness.ts'
import { enterPlace, enterVillage, t } from './harness-verbs.ts'

let station: TestStation
let village: string
let shop: string
let officer: Person
let deputy: Person
let volunteer: Person
let neighbour: Person
let cadre: Person

const at = (id: string) => ({ path: { id } })

/** A volunteer's report from own village; answers the follow-up's id. */
async function report(by: Person, urgency: 'urgent' | 'ordinary', more: object = {}): Promise<string> {
  const id = newId()
  await by.api.put('/findings/{id}', {
    ...at(id),
    body: {
      kind: 'dispute',
      urgency,
      topic: 'irrigation',
      source: { kind: 'message' },
      placeId: village,
      at: station.clock.now().toISOString(),
      words: '两家为浇地吵起来了',
      ...more,
    },
  })
  return id
}

const append = (
  by: Person,
  id: string,
  basedOn: number,
  step: { kind: string; [key: string]: unknown },
  words?: string,
) =>
  by.api.post('/follow-ups/{id}/entries', {
    ...at(id),
    body: { id: newId(), basedOn, step, ...(words ? { words } : {}) } as never,
  })

beforeAll(async () => {
  station = await startTestStation({ clock: t('2025-02-01 09:00') })
  village = await enterVillage(station.chief, '西隋村')
  shop = await enterPlace(station.chief, village, '小宋五金店')
  officer = await station.join('officer', { name: '赵民警' })
  deputy = await station.join('deputy', { name: '钱副所长' })
  volunteer = await station.join('volunteer', { name: '孙义警', villageIds: [village] })
  neighbour = await station.join('volunteer', { name: '李义警', villageIds: [village] })
  cadre = await station.join('cadre', { name: '周主任', villageIds: [village] })
  await station.chief.api.put('/roster/entries/{id}', {
    ...at(newId()),
    body: {
      days: ['2025-02-01', '2025-02-02', '2025-02-03'].map((day) => ({
        day,
        basedOn: 0,
        dutyOfficerId: officer.id,
        shiftLeaderId: deputy.id,
      })),
    },
  })
})
afterAll(() => station.stop())

describe('a volunteer’s report', () => {
  let id: string

  test('goes to the duty officer at once when it is urgent, with half an hour to answer', async () => {
    id = await report(volunteer, 'urgent')
    const inbox = await officer.api.get('/follow-ups', { query: { stage: 'open' } })
    expect(inbox.total).toBe(1)
    expect(inbox.rows[0]).toMatchObject({
      id,
      topic: 'irrigation',
      villageName: '西隋村',
      owner: { name: '赵民警' },
      clock: 'answer',
      dueAt: '2025-02-01T01:30:00.000Z',
      overdueSince: null,
    })
  })

  test('shows its words for a purpose only, and the reading is on record', async () => {
    const content = await officer.api.get('/follow-ups/{id}/content', { ...at(id), query: { purpose: 'handle' } })
    expect(content.findings).toEqual([{ id, words: '两家为浇地吵起来了', asker: null }])
    const read = await station.chief.api.get('/audit', { query: { action: 'follow-up.read' } })
    expect(read.rows[0]).toMatchObject({ entityId: id, purpose: 'handle' })
    expect(await codeOf(officer.api.get('/follow-ups/{id}/content', { ...at(id), query: {} } as never))).toBe(
      'request/invalid',
    )
  })

  test('is not another volunteer’s to see; a cadre sees that it is there, not who said it', async () => {
    expect((await neighbour.api.get('/follow-ups', { query: {} })).rows).toEqual([])
    expect(await codeOf(neighbour.api.get('/follow-ups/{id}', at(id)))).toBe('follow-up/not-found')
    const seen = await cadre.api.get('/follow-ups/{id}', at(id))
    expect(seen).toMatchObject({ owner: null, findings: [] })
    expect(JSON.stringify(seen)).not.toContain('孙义警')
    const words = await cadre.api.get('/follow-ups/{id}/content', { ...at(id), query: { purpose: 'handle' } })
    expect(words).toEqual({ entries: [], findings: [] })
  })

  test('escalates by a clock exactly once, at the instant at which it ran out, however late the job looks', async () => {
    const left = await report(volunteer, 'urgent')
    station.clock.set(t('2025-02-01 09:10'))
    await append(officer, id, 1, { kind: 'accepted' })
    station.clock.set(t('2025-02-02 12:00'))
    await Promise.all([station.runJobs(), station.runJobs()])
    await station.runJobs()
    const detail = await station.chief.api.get('/follow-ups/{id}', at(left))
    const escalations = detail.entries.filter(({ kind }) => kind === 'escalated')
    expect(escalations.map(({ at, owner }) => [at, owner?.name])).toEqual([
      ['2025-02-01T01:30:00.000Z', '钱副所长'],
      ['2025-02-01T02:00:00.000Z', '周所长'],
    ])
    expect(detail).toMatchObject({ owner: { name: '周所长' }, overdueSince: '2025-02-01T01:30:00.000Z' })
  })

  test('meets two entries at one version: one stands, the other is refused with what stands now', async () => {
    const now = await officer.api.get('/follow-ups/{id}', at(id))
    const [one, other] = await Promise.all([
      officer.api
        .post('/follow-ups/{id}/entries', {
          ...at(id),
          body: { id: newId(), basedOn: now.version, step: { kind: 'settled' } },
        })
        .then(
          () => null,
          (problem) => problem,
        ),
      deputy.api
        .post('/follow-ups/{id}/entries', {
          ...at(id),
          body: { id: newId(), basedOn: now.version, step: { kind: 'transferred', ownerId: officer.id } },
        })
        .then(
          () => null,
          (problem) => problem,
        ),
    ])
    expect([one, other].filter((problem) => problem === null)).toHaveLength(1)
    expect((one ?? other).problem).toMatchObject({ status: 409, details: { stands: { version: now.version + 1 } } })
  })

  test('is settled, the volunteer is told, and their word closes it', async () => {
    let now = await officer.api.get('/follow-ups/{id}', at(id))
    if (now.state !== 'settled') now = { ...now, ...(await append(officer, id, now.version, { kind: 'settled' })) }
    const early = await refusal(append(station.chief, id, now.version, { kind: 'accepted' }))
    expect(early).toMatchObject({ code: 'follow-up/not-allowed-now', details: { stands: { state: 'settled' } } })
    const told = await append(
      officer,
      id,
      now.version,
      { kind: 'told', to: volunteer.id },
      '两家约好轮流浇地，已经和好。',
    )
    const mine = await volunteer.api.get('/follow-ups/{id}/content', { ...at(id), query: { purpose: 'answer' } })
    expect(mine.entries.at(-1)?.words).toBe('两家约好轮流浇地，已经和好。')
    const closed = await append(volunteer, id, told.version, { kind: 'confirmed', from: volunteer.id })
    expect(closed.state).toBe('confirmed')
    expect((await volunteer.api.get('/follow-ups', { query: { stage: 'closed', part: 'reported' } })).rows[0]?.id).toBe(
      id,
    )
  })
})

describe('a cadre who has it in hand', () => {
  test('tells the one who reported, without learning who that is', async () => {
    const id = await report(volunteer, 'ordinary')
    const given = await append(station.chief, id, 1, { kind: 'transferred', ownerId: cadre.id })
    const settled = await append(cadre, id, given.version, { kind: 'settled' }, '两家和好了')
    const seen = await cadre.api.get('/follow-ups/{id}', at(id))
    expect(seen).toMatchObject({ toTell: ['reporter'], allowed: expect.arrayContaining(['told']) })

    // guessing tells nothing: right and wrong are refused alike
    const guesses = []
    for (const who of [volunteer, neighbour]) {
      const { code, details } = await refusal(append(cadre, id, settled.version, { kind: 'told', to: who.id }))
      guesses.push({ code, details })
    }
    expect(guesses).toEqual([guesses[0], guesses[0]])
    expect(guesses[0]?.code).toBe('follow-up/not-asked')

    const told = await append(cadre, id, settled.version, { kind: 'told', to: 'reporter' }, '已经和好，请放心。')
    const after = await cadre.api.get('/follow-ups/{id}', at(id))
    const content = await cadre.api.get('/follow-ups/{id}/content', { ...at(id), query: { purpose: 'handle' } })
    const timeline = await (await cadre.send('GET', `/places/${village}/timeline`)).text()
    expect(timeline).toContain('told')
    expect(after.entries.at(-1)).toMatchObject({ kind: 'told', asker: 'reporter' })
    const all = JSON.stringify([told, after, content, timeline])
    expect(all).not.toContain('孙义警')
    expect(all).not.toContain(volunteer.id)

    // who it is stands in the station's books, and they read the answer
    const mine = await volunteer.api.get('/follow-ups/{id}/content', { ...at(id), query: { purpose: 'answer' } })
    expect(mine.entries.at(-1)?.words).toBe('已经和好，请放心。')
    expect((await append(volunteer, id, told.version, { kind: 'confirmed', from: volunteer.id })).state).toBe(
      'confirmed',
    )
  })
})

describe('收件 at the desk', () => {
  test('credits the volunteer who said it, and keeps the resident’s telephone sealed', async () => {
    const id = newId()
    await officer.api.put('/findings/{id}', {
      ...at(id),
      body: {
        kind: 'need',
        topic: 'street-light',
        source: { kind: 'message' },
        placeId: village,
        at: station.clock.now().toISOString(),
        words: '路灯坏了一个星期',
        reporterId: volunteer.id,
        asker: { name: '吴大娘', phone: '13800000000' },
      },
    })
    const detail = await officer.api.get('/follow-ups/{id}', at(id))
    expect(detail.askers).toEqual(['resident'])
    expect(JSON.stringify(detail)).not.toContain('吴大娘')
    const words = await officer.api.get('/follow-ups/{id}/content', { ...at(id), query: { purpose: 'answer' } })
    expect(words.findings[0]?.asker).toEqual({ name: '吴大娘', phone: '13800000000' })
    const mine = await volunteer.api.get('/follow-ups', { query: { part: 'reported' } })
    expect(mine.rows.some((row) => row.id === id)).toBe(true)
  })

  test('is for police: a volunteer does not take down what another one said', async () => {
    const taken = report(volunteer, 'ordinary', { source: { kind: 'call' } })
    expect(await codeOf(taken)).toBe('finding/intake-not-yours')
  })
})

describe('a correction', () => {
  test('is a further finding; the first one stays as it was', async () => {
    const id = await report(volunteer, 'ordinary')
    const further = newId()
    const corrected = await volunteer.api.post('/findings/{id}/corrections', {
      ...at(id),
      body: { id: further, basedOn: 1, kind: 'hazard', urgency: 'ordinary', topic: 'manhole', words: '是井盖缺了' },
    })
    expect(corrected).toMatchObject({ followUpId: id, version: 2 })
    const detail = await volunteer.api.get('/follow-ups/{id}', at(id))
    expect(detail).toMatchObject({ subject: 'hazard', topic: 'manhole' })
    expect(detail.findings.map(({ kind, correctsId }) => [kind, correctsId])).toEqual([
      ['dispute', null],
      ['hazard', id],
    ])
    const again = volunteer.api.post('/findings/{id}/corrections', {
      ...at(id),
      body: { id: newId(), basedOn: 2, kind: 'need', urgency: 'ordinary' },
    })
    expect(await codeOf(again)).toBe('finding/corrected-already')
  })

  test('an unknown topic for its kind is refused', async () => {
    expect(await codeOf(report(volunteer, 'ordinary', { topic: 'manhole' }))).toBe('finding/topic-unknown')
  })
})

describe('交办 and promises', () => {
  test('an order of the chief has its owner and its date, and is on the owner’s list', async () => {
    const id = newId()
    const body = {
      subject: 'order',
      placeId: shop,
      ownerId: officer.id,
      settleBy: '2025-02-07',
      words: '查清店里存的油桶',
    } as const
    await station.chief.api.put('/follow-ups/{id}', { ...at(id), body })
    const own = await officer.api.get('/follow-ups', { query: { ownerId: officer.id, subject: 'order' } })
    expect(own.rows[0]).toMatchObject({ id, placeName: '小宋五金店', mine: true })
    expect(await codeOf(deputy.api.put('/follow-ups/{id}', { ...at(newId()), body }))).toBe('account/not-allowed')
  })

  test('two reports of one matter become one, and both reporters are told', async () => {
    const [one, other] = [await report(volunteer, 'ordinary'), await report(neighbour, 'ordinary')]
    await officer.api.post('/follow-ups/{id}/merges', {
      ...at(other),
      body: { id: newId(), basedOn: 1, intoId: one, intoBasedOn: 1 },
    })
    const settled = await append(officer, one, 2, { kind: 'settled' })
    expect(settled.state).toBe('settled')
    const detail = await officer.api.get('/follow-ups/{id}', at(one))
    expect(detail.toTell).toHaveLength(2)
    expect((await officer.api.get('/follow-ups/{id}', at(other))).mergedIntoId).toBe(one)
  })

  test('a third matter at one place in 90 days is on the chief’s agenda once it is answered', async () => {
    const ids: string[] = []
    for (let n = 0; n < 3; n++)
      ids.push(await report(volunteer, 'ordinary', { placeId: shop, kind: 'hazard', topic: 'fire' }))
    const third = ids[2] ?? ''
    await append(station.chief, third, 1, { kind: 'accepted' })
    const detail = await officer.api.get('/follow-ups/{id}', at(third))
    expect(detail.timesHere).toBe(3)
    expect(detail.ladder?.stands).toMatchObject({ rung: 'appointment', reason: 'again-at-this-place', turn: 'chief' })
  })
})

describe('what waits is counted', () => {
  test('each count is as long as its list, for whoever asks, and Today says the same', async () => {
    for (const reader of [station.chief, officer, volunteer, cadre]) {
      const counts = await reader.api.get('/follow-ups/counts', {})
      const total = async (query: object) =>
        (await reader.api.get('/follow-ups', { query: { ...query, limit: 1 } })).total
      expect(counts).toMatchObject({
        open: await total({ stage: 'open' }),
        inHand: await total({ stage: 'in-hand' }),
        toTell: await total({ stage: 'to-tell' }),
        overdue: await total({ overdue: true }),
      })
    }
    const { open, overdue, firstAnswerAt } = await officer.api.get('/follow-ups/counts', {})
    expect(open).toBeGreaterThan(0)
    const first = await officer.api.get('/follow-ups', { query: { stage: 'open', limit: 1 } })
    expect(firstAnswerAt).toBe(first.rows[0]?.dueAt)
    expect((await officer.api.get('/today', {})).followUps).toMatchObject({ open, overdue, firstAnswerAt })
  })
})

describe('the confirmed rate', () => {
  const answers = () => officer.api.get('/follow-ups/answers', {})
  /** A report that is settled and told; answers what stands then. */
  async function told() {
    const id = await report(volunteer, 'ordinary')
    const settled = await append(officer, id, 1, { kind: 'settled' })
    const { version } = await append(officer, id, settled.version, { kind: 'told', to: volunteer.id })
    return { id, version }
  }

  test('counts words and not silence, for 90 days, and is for the police alone', async () => {
    const before = await answers()
    for (const kind of ['confirmed', 'unhappy', 'confirmed']) {
      const { id, version } = await told()
      await append(volunteer, id, version, { kind, from: volunteer.id })
    }
    await told()
    const spoken = await answers()
    expect(spoken).toMatchObject({
      confirmed: before.confirmed + 2,
      unhappy: before.unhappy + 1,
      silent: before.silent,
      rate: (before.confirmed + 2) / (before.confirmed + before.unhappy + 3),
    })

    station.clock.set(new Date(station.clock.now().getTime() + 8 * 86_400_000).toISOString())
    await station.runJobs()
    expect(await answers()).toMatchObject({ silent: before.silent + 1, rate: spoken.rate })
    expect(await codeOf(volunteer.api.get('/follow-ups/answers', {}))).toBe('account/not-allowed')

    station.clock.set(new Date(station.clock.now().getTime() + 90 * 86_400_000).toISOString())
    expect(await answers()).toEqual({ days: 90, confirmed: 0, unhappy: 0, silent: 0, rate: null })
  })
})
