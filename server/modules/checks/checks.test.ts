// One check from its plan to its paper: each part goes on from what the part before it left.
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { jpeg } from '../../platform/attachments/photos.test-setup.ts'
import { signaturePng } from '../../platform/docx/signature.test-support.ts'
import { attachmentRoutes } from '../attachments/index.ts'
import { checklistRoutes } from '../checklists/index.ts'
import { followUpRoutes } from '../follow-ups/index.ts'
import { type Answer, newId, openWorld, type World } from '../places/world.fixture.ts'
import { checkRoutes } from './index.ts'

let world: World
let dataDir: string
let officer: string
let auxiliary: string
let partner: string
let otherPartner: string
let village: string
let checklistId: string

const checklist = {
  title: '商铺消防',
  items: [
    { kind: 'heading', label: '消防' },
    {
      kind: 'yes-no',
      name: 'extinguisher',
      label: '灭火器有效',
      required: 'true()',
      hazards: [{ answer: 'no', days: 7 }],
    },
    {
      kind: 'number',
      name: 'count',
      label: '数量',
      whole: true,
      relevant: "${extinguisher} = 'yes'",
      required: 'true()',
      constraint: '. > 0',
      constraintMessage: '至少一具',
    },
    { kind: 'photo', name: 'seen', label: '照片' },
    { kind: 'text', name: 'note', label: '说明' },
  ],
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sifang-checks-'))
  world = await openWorld([...checklistRoutes, ...checkRoutes, ...followUpRoutes, ...attachmentRoutes({ dataDir })])
  officer = await world.join('officer', { name: '王民警' })
  auxiliary = await world.join('auxiliary', { name: '李辅警' })
  partner = await world.join('partner', { name: '赵安全员' })
  otherPartner = await world.join('partner', { name: '钱安全员' })
  village = await world.village('西隋村')
  checklistId = newId()
  await world.put(`/checklists/${checklistId}`, { checklist }, officer)
})
afterAll(async () => {
  await world.close()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(() => world.setNow('2025-02-17T10:00:00+08:00'))

type Body = Readonly<Record<string, unknown>> & { code?: string; fields?: { path: string; zh: string }[] }

const png = signaturePng.toString('base64')

/** Sends a photo of a place as the page does. */
async function sendPhoto(checkId: string, placeId: string, id: string): Promise<Answer<Body>> {
  const content = jpeg()
  const sha256 = createHash('sha256').update(content).digest('hex')
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(content)]), 'a.jpg')
  const answer = await fetch(
    `${world.address}/api/v1/matters/${checkId}/attachments/${id}?kind=photo&sha256=${sha256}&placeId=${placeId}`,
    { method: 'PUT', headers: { 'x-member': officer }, body },
  )
  return { status: answer.status, body: JSON.parse(await answer.text()), headers: answer.headers }
}

async function photograph(checkId: string, placeId: string): Promise<string> {
  const id = newId()
  expect((await sendPhoto(checkId, placeId, id)).status).toBe(200)
  return id
}

const plan = (more: Readonly<Record<string, unknown>> = {}) => ({
  title: '春季消防',
  plannedOn: '2025-02-17',
  checklistId,
  memberIds: [officer, partner],
  ...more,
})

/** A place that has been there for some days. */
async function oldPlace(name: string): Promise<string> {
  world.setNow('2025-02-10T10:00:00+08:00')
  const placeId = await world.place(village, name)
  world.setNow('2025-02-17T10:00:00+08:00')
  return placeId
}

type Planned = { readonly id: string; readonly placeId: string; readonly path: string }

async function planned(more: Readonly<Record<string, unknown>> = {}): Promise<Planned> {
  const placeId = await oldPlace('小宋五金店')
  const id = newId()
  expect(await world.put(`/checks/${id}`, plan({ placeIds: [placeId], ...more }), officer)).toMatchObject({
    status: 200,
  })
  return { id, placeId, path: `/checks/${id}/places/${placeId}` }
}

const byMember = (memberId: string) => ({ by: 'member', memberId, png })
const refuses = (memberId: string) => ({ by: 'member', memberId, refusal: '对整改期限有异议' })
const manager = { by: 'outsider', party: 'manager', organisation: '小宋五金店', name: '宋某', png }

const complete = (more: Readonly<Record<string, unknown>> = {}) => ({
  id: newId(),
  basedOn: 0,
  at: '2025-02-17T09:30:00+08:00',
  memberIds: [officer, partner],
  answers: { extinguisher: 'yes', count: 2 },
  signatures: [byMember(officer), byMember(partner)],
  ...more,
})
const noExtinguisher = (more: Readonly<Record<string, unknown>> = {}) => ({
  id: newId(),
  question: 'extinguisher',
  answer: 'no',
  topic: 'fire',
  words: '灭火器已过期，换新',
  settleBy: '2025-02-24',
  recheckOn: '2025-02-25',
  ...more,
})
const withHazard = (hazard = noExtinguisher()) =>
  complete({ answers: { extinguisher: 'no', note: '门口堆货' }, hazards: [hazard] })

const finish = (path: string, body: unknown, as = officer) => world.post<Body>(`${path}/completions`, body, as)
const codeOf = ({ body }: Answer<Body>) => body.code

describe('planning', () => {
  test.each([
    ['police alone', () => ({ memberIds: [officer, auxiliary] }), 'check/needs-other-party'],
    ['a partner alone', () => ({ memberIds: [partner] }), 'check/needs-police'],
    ['a member who is not there', () => ({ memberIds: [officer, newId()] }), 'check/unknown-participant'],
    ['a place that is not there', () => ({ placeIds: [newId()] }), 'place/not-found'],
    ['a checklist that is not there', () => ({ checklistId: newId() }), 'checklist/not-found'],
  ] as const)('%s is refused', async (_sentence, more, code) => {
    const placeIds = [await world.place(village, '店')]
    const answer = await world.put<Body>(`/checks/${newId()}`, plan({ placeIds, ...more() }), officer)
    expect(codeOf(answer)).toBe(code)
  })

  test('who runs the place is another party, and is named to nobody in the clear', async () => {
    const outsiders = [{ party: 'manager', organisation: '小宋五金店', name: '宋某某' }]
    const { id } = await planned({ memberIds: [officer], outsiders })
    const { body } = await world.get(`/checks/${id}`, officer)
    expect(body).toMatchObject({ state: 'planned', outsiders: ['manager'] })
    expect(JSON.stringify(body)).not.toContain('宋某某')
    const { rows } = await sql<{
      row: string
    }>`select targeted_check::text as row from targeted_check where id = ${id}`.execute(world.db)
    expect(rows[0]?.row).not.toContain('宋某某')
  })

  test('a check keeps the version that it was planned with', async () => {
    const own = newId()
    await world.put(`/checklists/${own}`, { checklist }, officer)
    const { path } = await planned({ checklistId: own })
    const changed = { ...checklist, items: checklist.items.slice(0, 2) }
    await world.post(`/checklists/${own}/versions`, { id: newId(), basedOn: 1, checklist: changed }, officer)
    const { body } = await world.get<{ checklist: { items: unknown[] } }>(path, officer)
    expect(body.checklist.items).toHaveLength(5)
  })

  test('a volunteer or partner plans none', async () => {
    expect((await world.put(`/checks/${newId()}`, plan({ placeIds: [newId()] }), partner)).status).toBe(403)
  })
})

describe('a plan', () => {
  const save = (path: string, as = officer): Promise<Answer<Body>> =>
    world.post<Body>(`${path}/answers`, { id: newId(), basedOn: 0, answers: { extinguisher: 'yes' } }, as)
  const change = (id: string, more: Readonly<Record<string, unknown>>, basedOn = 0): Promise<Answer<Body>> =>
    world.post<Body>(`/checks/${id}/changes`, { ...plan(), id: newId(), basedOn, ...more }, officer)
  const withdraw = (id: string, reason = '改由下月统一检查'): Promise<Answer<Body>> =>
    world.post<Body>(`/checks/${id}/withdrawals`, { id: newId(), reason }, officer)

  test('can be changed in all its parts while nothing has begun', async () => {
    const { id, path, placeId } = await planned()
    const own = newId()
    await world.put(`/checklists/${own}`, { checklist: { ...checklist, title: '仓库消防' } }, officer)
    const elsewhere = await oldPlace('丙仓库')
    const outsiders = [{ party: 'regulator', organisation: '应急办', name: '郑某' }]
    const more = {
      title: '夏季消防',
      plannedOn: '2025-03-01',
      checklistId: own,
      placeIds: [elsewhere],
      memberIds: [auxiliary],
      outsiders,
    }
    expect(await change(id, more)).toMatchObject({ status: 200, body: { id, state: 'planned' } })
    expect((await world.get(`/checks/${id}`, officer)).body).toMatchObject({
      title: '夏季消防',
      plannedOn: '2025-03-01',
      checklistTitle: '仓库消防',
      version: 1,
      planStands: true,
      members: [{ name: '李辅警' }],
      outsiders: ['regulator'],
      places: [{ placeId: elsewhere }],
    })
    expect(codeOf(await save(path))).toBe('check/not-found')
    expect((await world.get<{ rows: unknown[] }>(`/checks?placeId=${placeId}`, officer)).body.rows).toEqual([])
    const { body } = await world.get(`/checks/${id}/places/${elsewhere}/content?purpose=change`, officer)
    expect(body).toMatchObject({ outsiders })
  })

  test('keeps its checklist’s version where only the day is moved', async () => {
    const own = newId()
    await world.put(`/checklists/${own}`, { checklist }, officer)
    const { id, placeId } = await planned({ checklistId: own })
    await world.post(`/checklists/${own}/versions`, { id: newId(), basedOn: 1, checklist }, officer)
    await change(id, { checklistId: own, placeIds: [placeId], plannedOn: '2025-02-20' })
    expect((await world.get(`/checks/${id}`, officer)).body).toMatchObject({ checklistVersion: 1 })
  })

  test('of two changes based on the same plan the second is told what stands', async () => {
    const { id, placeId } = await planned()
    const answers = await Promise.all([change(id, { placeIds: [placeId] }), change(id, { placeIds: [placeId] })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'record/changed',
      details: { version: 1 },
    })
  })

  test('is held to the same rules when it is changed', async () => {
    const { id, placeId } = await planned()
    expect(codeOf(await change(id, { placeIds: [placeId], memberIds: [officer] }))).toBe('check/needs-other-party')
    expect(codeOf(await change(id, { placeIds: [newId()] }))).toBe('place/not-found')
  })

  test('is withdrawn for a reason, and nothing is filled in or photographed any more', async () => {
    const { id, path, placeId } = await planned()
    expect(await withdraw(id)).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    expect((await world.get(`/checks/${id}`, officer)).body).toMatchObject({
      state: 'withdrawn',
      planStands: false,
      withdrawn: { byName: '王民警', reason: '改由下月统一检查' },
    })
    expect(await save(path)).toMatchObject({ status: 409, body: { code: 'check/not-allowed-now' } })
    expect(codeOf(await finish(path, complete()))).toBe('check/not-allowed-now')
    expect(codeOf(await sendPhoto(id, placeId, newId()))).toBe('check/withdrawn')
    expect(codeOf(await withdraw(id))).toBe('check/withdrawn')
    expect(codeOf(await change(id, { placeIds: [placeId] }))).toBe('check/withdrawn')
    const { body } = await world.get<{ rows: { id: string }[] }>('/checks?state=withdrawn', officer)
    expect(body.rows.map((row) => row.id)).toContain(id)
  })

  const begun: readonly (readonly [string, (check: Planned) => Promise<unknown>])[] = [
    ['answers', ({ path }) => save(path)],
    ['a photo', ({ id, placeId }) => photograph(id, placeId)],
    ['signatures', ({ path }) => finish(path, complete())],
    ['a hazard', ({ path }) => finish(path, withHazard())],
  ]
  test.each(begun)('stands once there are %s, and its check goes on', async (_sentence, begin) => {
    const check = await planned()
    await begin(check)
    expect((await world.get(`/checks/${check.id}`, officer)).body).toMatchObject({ planStands: false })
    expect(codeOf(await withdraw(check.id))).toBe('check/begun')
    expect(codeOf(await change(check.id, { placeIds: [check.placeId] }))).toBe('check/begun')
  })

  type Act = (check: Planned) => Promise<Answer<Body>>
  const started: Readonly<Record<'answers' | 'photo' | 'completion', Act>> = {
    answers: ({ path }) => save(path),
    photo: ({ id, placeId }) => sendPhoto(id, placeId, newId()),
    completion: ({ path }) => finish(path, complete()),
  }
  const moved: Readonly<Record<'withdrawal' | 'change', Act>> = {
    withdrawal: ({ id }) => withdraw(id),
    // to another place, so that what was begun would hang in the air
    change: ({ id }) => change(id, { placeIds: [otherPlace] }),
  }
  let otherPlace: string
  beforeAll(async () => {
    otherPlace = await oldPlace('丁店')
  })

  test.each([
    ['answers', 'withdrawal'],
    ['answers', 'change'],
    ['photo', 'withdrawal'],
    ['photo', 'change'],
    ['completion', 'withdrawal'],
    ['completion', 'change'],
  ] as const)('of a start by %s and a %s at the same moment one wins and the other is told', async (start, move) => {
    for (let round = 0; round < 6; round++) {
      const check = await planned()
      const [begun, done] = await Promise.all([started[start](check), moved[move](check)])
      expect([begun.status === 200, done.status === 200].filter(Boolean), `${codeOf(begun)} ${codeOf(done)}`).toEqual([
        true,
      ])
      const { rows } = await sql<{ state: string; begun: boolean }>`
        select c.state, exists (select from targeted_check_place s where s.check_id = c.id
          and s.state not in ('planned', 'withdrawn')) or exists (select from attachment a where a.matter_id = c.id) as begun
        from targeted_check c where id = ${check.id}`.execute(world.db)
      expect(rows[0]?.begun).toBe(begun.status === 200)
      expect(rows[0]?.state === 'withdrawn').toBe(done.status === 200 && move === 'withdrawal')
    }
  })
})

describe('filling in', () => {
  test('what was answered is kept, free text sealed, and opened for a purpose that is on record', async () => {
    const { id, placeId, path } = await planned()
    const photoId = await photograph(id, placeId)
    const answers = { extinguisher: 'yes', count: 3, seen: [photoId], note: '老板说下周换' }
    const saved = await world.post<Body>(`${path}/answers`, { id: newId(), basedOn: 0, answers }, officer)
    expect(saved).toMatchObject({ status: 200, body: { state: 'under-way', version: 1 } })
    const { rows } = await sql<{ row: string }>`
      select s::text as row from targeted_check_place s where check_id = ${id}`.execute(world.db)
    expect(rows[0]?.row).not.toContain('老板')
    expect((await world.get(path, officer)).body).toMatchObject({
      version: 1,
      answers: { extinguisher: 'yes', count: 3 },
    })
    const { body } = await world.get(`${path}/content?purpose=fill-in`, officer)
    expect(body).toMatchObject({ answers: { note: '老板说下周换', seen: [photoId] } })
    const log = await sql<{ purpose: string; details: unknown }>`
      select purpose, details from audit where action = 'check.read' and entity_id = ${id}`.execute(world.db)
    expect(log.rows).toEqual([{ purpose: 'fill-in', details: { placeId } }])
    expect((await world.get(`${path}/content`, officer)).status).toBe(400)
  })

  test('of two who fill in the same sheet the second is told what stands', async () => {
    const { path } = await planned()
    const save = () => world.post<Body>(`${path}/answers`, { id: newId(), basedOn: 0, answers: {} }, officer)
    const answers = await Promise.all([save(), save()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'record/changed',
      details: { version: 1 },
    })
  })

  test('a wrong answer is named, a missing one is not wrong yet', async () => {
    const { path } = await planned()
    const save = (answers: unknown) =>
      world.post<Body>(`${path}/answers`, { id: newId(), basedOn: 0, answers }, officer)
    const { body } = await save({ extinguisher: 'yes', count: 0, roof: 'x' })
    expect(body.code).toBe('check/answers-wrong')
    expect(body.fields?.map(({ path, zh }) => `${path} ${zh}`)).toEqual([
      'body.answers.count 至少一具',
      'body.answers.roof 这一版检查表没有这道题',
    ])
    expect((await save({ extinguisher: 'yes' })).status).toBe(200)
  })

  test('a photo belongs to the place that it was taken of', async () => {
    const places = [await oldPlace('甲店'), await oldPlace('乙店')]
    const { id } = await planned({ placeIds: places })
    const photoId = await photograph(id, places[0] ?? '')
    const answers = { extinguisher: 'yes', count: 2, seen: [photoId] }
    const [here, there] = places.map((placeId) => `/checks/${id}/places/${placeId}`)
    expect(codeOf(await finish(there ?? '', complete({ answers })))).toBe('check/photo-not-found')
    expect((await finish(here ?? '', complete({ answers }))).status).toBe(200)
  })
})

describe('completing', () => {
  test('is a visit that settles the place’s duty, and stays as it was signed', async () => {
    const { id, placeId, path } = await planned()
    const done = await finish(path, complete())
    expect(done).toMatchObject({ status: 200, body: { state: 'complete', hazards: 0, fulfilled: 1 } })
    const { body: visits } = await world.get<{ rows: object[] }>(`/visits?placeId=${placeId}`, officer)
    expect(visits.rows).toMatchObject([
      { kind: 'targeted', outcome: 'inspected', rolesPresent: expect.arrayContaining(['officer', 'partner']) },
    ])
    expect((await world.get(`/checks/${id}`, officer)).body).toMatchObject({ state: 'complete', done: 1 })
    const again = await finish(path, complete({ basedOn: 1 }))
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'check/not-allowed-now', details: { state: 'complete', allowed: ['re-check', 'print'] } },
    })
  })

  test('sent again it is answered as the first time, and there is one visit', async () => {
    const { placeId, path } = await planned()
    const body = complete()
    const [first, second] = [await finish(path, body), await finish(path, body)]
    expect(second.body).toEqual(first.body)
    const { body: visits } = await world.get<{ rows: object[] }>(`/visits?placeId=${placeId}`, officer)
    expect(visits.rows).toHaveLength(1)
  })

  test.each([
    ['nobody of the police signed', () => complete({ signatures: [byMember(partner)] }), 'check/unsigned-by-police'],
    ['nobody else signed', () => complete({ signatures: [byMember(officer)] }), 'check/unsigned-by-other'],
    [
      'one signs who did not come along',
      () => complete({ signatures: [byMember(officer), byMember(auxiliary)] }),
      'check/unknown-participant',
    ],
    [
      'one came besides who is no police',
      () => complete({ memberIds: [officer, partner, otherPartner] }),
      'check/unknown-participant',
    ],
    [
      'an officer refuses',
      () => complete({ signatures: [byMember(partner), refuses(officer), byMember(officer)] }),
      'check/refused-by-police',
    ],
    [
      'one of the police alone signs below a refusal',
      () => complete({ signatures: [refuses(partner), byMember(officer)] }),
      'check/refusal-needs-two-police',
    ],
    [
      'a signature is no picture',
      () => complete({ signatures: [byMember(officer), { ...manager, png: Buffer.alloc(200).toString('base64') }] }),
      'check/not-a-picture',
    ],
    ['an answer is missing', () => complete({ answers: {} }), 'check/answers-wrong'],
    [
      'a photo has not arrived',
      () => complete({ answers: { extinguisher: 'yes', count: 1, seen: [newId()] } }),
      'check/photo-not-found',
    ],
    ['a hazard is passed over', () => complete({ answers: { extinguisher: 'no' } }), 'check/hazard-missing'],
    ['a hazard is made up', () => complete({ hazards: [noExtinguisher()] }), 'check/hazard-unfounded'],
    ['its deadline is past', () => withHazard(noExtinguisher({ settleBy: '2025-02-16' })), 'check/date-wrong'],
    [
      'it is looked at again too early',
      () => withHazard(noExtinguisher({ recheckOn: '2025-02-23' })),
      'check/date-wrong',
    ],
    ['it lies in the future', () => complete({ at: '2025-02-17T10:01:00+08:00' }), 'check/in-the-future'],
  ] as const)('is refused where %s, and nothing of it is written', async (_sentence, body, code) => {
    const { id, placeId, path } = await planned()
    expect(codeOf(await finish(path, body()))).toBe(code)
    expect((await world.get(`/checks/${id}`, officer)).body).toMatchObject({ state: 'planned', done: 0 })
    expect((await world.get<{ rows: unknown[] }>(`/visits?placeId=${placeId}`, officer)).body.rows).toEqual([])
  })

  test('who runs the place signs for the other party', async () => {
    const { path } = await planned()
    expect(
      (await finish(path, complete({ memberIds: [officer], signatures: [byMember(officer), manager] }))).status,
    ).toBe(200)
    const { body } = await world.get(path, officer)
    expect(body).toMatchObject({ signed: [{ memberName: '王民警' }, { memberName: null, party: 'manager' }] })
    expect(JSON.stringify(body)).not.toContain('宋某')
    expect((await world.get(`${path}/content?purpose=review`, officer)).body).toMatchObject({
      signatures: [{ png }, { name: '宋某', organisation: '小宋五金店' }],
    })
  })

  test('a drawing and a refusal at once are no signature, and neither is nothing', async () => {
    const { path } = await planned()
    for (const wrong of [
      { ...byMember(partner), refusal: '不同意' },
      { by: 'member', memberId: partner },
    ]) {
      expect((await finish(path, complete({ signatures: [byMember(officer), wrong] }))).status).toBe(400)
    }
  })

  test('who refuses is written down with the reason sealed, and police who came besides sign below', async () => {
    const { png: _, ...who } = manager
    const { id, path } = await planned()
    const refused = { ...who, refusal: '认为门口不是自己的' }
    const signatures = [refused, byMember(officer), byMember(auxiliary)]
    expect(await finish(path, complete({ memberIds: [officer, auxiliary], signatures }))).toMatchObject({ status: 200 })
    const { body } = await world.get(path, officer)
    expect(body).toMatchObject({
      signed: [
        { memberName: null, party: 'manager', refused: true },
        { memberName: '王民警', refused: false },
        { memberName: '李辅警', refused: false },
      ],
    })
    expect(JSON.stringify(body)).not.toContain('认为门口')
    expect((await world.get(`/checks/${id}`, officer)).body).toMatchObject({
      members: expect.arrayContaining([expect.objectContaining({ name: '李辅警' })]),
    })
    const { rows } = await sql<{ row: string }>`
      select s::text as row from targeted_check_signature s where check_id = ${id}`.execute(world.db)
    expect(JSON.stringify(rows)).not.toContain('认为门口')
    expect((await world.get(`${path}/content?purpose=review`, officer)).body).toMatchObject({
      signatures: [{ name: '宋某', png: null, refusal: '认为门口不是自己的' }, { png }, { png }],
    })
  })

  test('a theme counts the places that were checked', async () => {
    const placeIds = [await oldPlace('甲店'), await oldPlace('乙店')]
    const id = newId()
    await world.put(`/checks/${id}`, plan({ placeIds }), officer)
    await finish(`/checks/${id}/places/${placeIds[1]}`, complete())
    const { body } = await world.get<{ rows: { id: string }[] }>('/checks?state=under-way', officer)
    expect(body.rows.find((row) => row.id === id)).toMatchObject({
      places: 2,
      done: 1,
      state: 'under-way',
      placeName: '甲店',
    })
    await finish(`/checks/${id}/places/${placeIds[0]}`, complete())
    expect((await world.get(`/checks/${id}`, officer)).body).toMatchObject({ state: 'complete', done: 2 })
  })
})

describe('a hazard', () => {
  async function found(hazard = noExtinguisher()) {
    const check = await planned()
    expect((await finish(check.path, withHazard(hazard))).status).toBe(200)
    return { ...check, hazard }
  }
  const recheck = (id: string, hazardId: string, body: Readonly<Record<string, unknown>>, as = officer) =>
    world.post<Body>(`/checks/${id}/hazards/${hazardId}/rechecks`, { id: newId(), ...body }, as)
  const dates = async (id: string) =>
    (
      await sql<{ kind: string; dueOn: string; ownerId: string }>`
      select kind, due_on, owner_id from follow_up_date where follow_up_id = ${id}`.execute(world.db)
    ).rows

  test('is a follow-up with its finding, its day, and somebody who looks again', async () => {
    const { path, hazard, placeId } = await found()
    const { body } = await world.get(`/follow-ups/${hazard.id}`, officer)
    expect(body).toMatchObject({ subject: 'hazard', state: 'open', placeId })
    expect(await dates(hazard.id)).toEqual([{ kind: 're-check', dueOn: '2025-02-25', ownerId: officer }])
    const findings = await sql<{
      source: string
      kind: string
    }>`select source, kind from finding where id = ${hazard.id}`.execute(world.db)
    expect(findings.rows).toEqual([{ source: 'visit', kind: 'hazard' }])
    expect((await world.get(path, officer)).body).toMatchObject({
      hazards: [
        {
          id: hazard.id,
          question: 'extinguisher',
          settleBy: '2025-02-24',
          recheckOn: '2025-02-25',
          followUpState: 'open',
        },
      ],
    })
  })

  test('found rectified is settled, leaves the due list, and is not looked at again', async () => {
    const { id, path, hazard } = await found()
    world.setNow('2025-02-25T10:00:00+08:00')
    expect((await recheck(id, hazard.id, { outcome: 'rectified' })).body).toMatchObject({ followUpState: 'settled' })
    expect(await dates(hazard.id)).toEqual([])
    expect((await world.get(path, officer)).body).toMatchObject({
      hazards: [{ recheckOn: null, rechecks: [{ outcome: 'rectified' }] }],
    })
    expect(codeOf(await recheck(id, hazard.id, { outcome: 'rectified' }))).toBe('check/rectified-already')
  })

  test('found not rectified says so and when somebody looks next', async () => {
    const { id, hazard } = await found()
    world.setNow('2025-02-20T10:00:00+08:00')
    for (const body of [{}, { words: '还没换' }, { words: '还没换', nextOn: '2025-02-20' }]) {
      expect(codeOf(await recheck(id, hazard.id, { outcome: 'not-rectified', ...body }))).toBe('check/next-date-needed')
    }
    const said = await recheck(id, hazard.id, { outcome: 'not-rectified', words: '还没换', nextOn: '2025-03-01' })
    expect(said.body).toMatchObject({ followUpState: 'open' })
    expect(await dates(hazard.id)).toMatchObject([{ dueOn: '2025-03-01' }])
  })

  test('that was called settled and is not is opened again', async () => {
    const { id, hazard } = await found()
    await world.post(
      `/follow-ups/${hazard.id}/entries`,
      { id: newId(), basedOn: 1, step: { kind: 'settled' } },
      officer,
    )
    const said = await recheck(id, hazard.id, { outcome: 'not-rectified', words: '没有换', nextOn: '2025-03-01' })
    expect(said).toMatchObject({ status: 200, body: { followUpState: 'open' } })
  })
})

describe('the paper', () => {
  /** What stands in a .docx, headers included, and how many pictures lie in it. */
  const textsOf = (file: Buffer) => {
    const parts = Object.entries(unzipSync(file))
    const xml = parts
      .filter(([path]) => /^word\/(document|header\d*)\.xml$/.test(path))
      .map(([, bytes]) => strFromU8(bytes))
    const texts = [...xml.join('').matchAll(/<(?:w:t|v:textpath)(?: [^>]*?(?:string="([^"]*)")?[^>]*)?>([^<]*)/g)]
    return {
      text: texts.map(([, drawn = '', text = '']) => drawn + text).join(''),
      pictures: parts.filter(([path]) => path.startsWith('word/media/')).length,
    }
  }

  const paper = async (path: string) => {
    const answer = await fetch(`${world.address}/api/v1${path}/paper?purpose=print`, {
      headers: { 'x-member': officer },
    })
    expect(answer.status).toBe(200)
    return {
      name: decodeURIComponent(answer.headers.get('content-disposition') ?? ''),
      file: Buffer.from(await answer.arrayBuffer()),
    }
  }

  test('has what was asked, found and signed, and names no one as the source', async () => {
    const { path } = await planned()
    await finish(path, { ...withHazard(), signatures: [byMember(officer), byMember(partner), manager] })
    const { name, file } = await paper(path)
    const { text, pictures } = textsOf(file)
    for (const said of [
      '警社联动定向查访记录',
      '小宋五金店',
      '2025年2月17日',
      '灭火器有效',
      '灭火器已过期，换新',
      '来源：走访发现',
      '2025年2月24日',
      '王民警',
      '赵安全员',
      '宋某',
    ]) {
      expect(text).toContain(said)
    }
    expect(text).not.toContain('数量')
    expect(text).not.toContain('草稿')
    expect(pictures).toBeGreaterThanOrEqual(1)
    expect(name).toContain('定向查访记录_小宋五金店')
  })

  test('says who refused and why, and the police sign below that', async () => {
    const { path } = await planned()
    const signatures = [byMember(officer), refuses(partner), manager, byMember(auxiliary)]
    await finish(path, complete({ memberIds: [officer, auxiliary, partner], signatures }))
    const { text } = textsOf((await paper(path)).file)
    const signed = text.slice(text.indexOf('三、签名'))
    expect(signed).toContain('赵安全员：拒绝签名。理由：对整改期限有异议')
    const order = ['宋某', '拒绝签名', '以上拒签情况属实', '王民警', '李辅警'].map((words) => signed.indexOf(words))
    expect(order.every((at) => at >= 0)).toBe(true)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  test('is numbered without gaps, with twenty signed at once and some of them refused', async () => {
    const before = await lastNumber()
    const checks: Planned[] = []
    while (checks.length < 20) checks.push(await planned())
    const refusedOnes = new Set([3, 9, 15])
    const answers = await Promise.all(
      checks.map(({ path }, at) =>
        finish(path, refusedOnes.has(at) ? complete({ signatures: [byMember(officer)] }) : complete()),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(checks.map((_, at) => (refusedOnes.has(at) ? 422 : 200)))
    const late = [...refusedOnes].map((at) => checks[at]?.path ?? '')
    for (const path of late) await finish(path, complete())
    const { rows } = await sql<{ year: number; number: number }>`
      select paper_year as year, paper_number as number from targeted_check_place
      where paper_number > ${before} order by paper_number`.execute(world.db)
    expect(rows).toEqual(Array.from({ length: 20 }, (_, at) => ({ year: 2025, number: before + 1 + at })))
  })

  test('keeps its number with each copy, and a draft has none', async () => {
    const { path } = await planned()
    const numberIn = async () => textsOf((await paper(path)).file).text.match(/查访〔2025〕第(\d+)号/)?.[1]
    expect(await numberIn()).toBeUndefined()
    await finish(path, complete())
    const first = await numberIn()
    expect(Number(first)).toBe(await lastNumber())
    await finish((await planned()).path, complete())
    expect(await numberIn()).toBe(first)
    expect((await world.get(path, officer)).body).toMatchObject({ paperNumber: `查访〔2025〕第${first}号` })
  })

  async function lastNumber(): Promise<number> {
    const { rows } = await sql<{ last: number }>`
      select last from paper_number where station_id = ${world.stationId} and kind = 'targeted-check'
      and year = 2025`.execute(world.db)
    return rows[0]?.last ?? 0
  }

  test('is a draft with lines to sign on until it is complete', async () => {
    const { path } = await planned()
    const { name, file } = await paper(path)
    expect(name).toContain('草稿')
    expect(textsOf(file).text).toContain('草稿')
    expect(textsOf(file).pictures).toBe(0)
  })
})
