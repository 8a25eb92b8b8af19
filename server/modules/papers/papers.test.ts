import type { DisputeRecord, MonthStatistics } from '@sifang/domain/papers'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bare, mediated, onScene, publicSecurity } from '../../../domain/papers/record.test-support.ts'
import { fail } from '../../platform/http/problem.ts'
import { createMatter, eraseMatter } from '../../platform/secrets/index.ts'
import type { RegisterLine } from '../disputes/index.ts'
import { newId, openWorld, type World } from '../places/world.fixture.ts'
import { paperRoutes } from './index.ts'

/** The records as they stand; a test may change one, as a dispute goes on. */
const records = new Map<string, DisputeRecord>()
const month: MonthStatistics = {
  month: '2025-02',
  reported: 3,
  accepted: 2,
  ended: 1,
  byCause: [
    { of: 'irrigation', count: 2 },
    { of: 'debt', count: 1 },
  ],
  byProcedure: [{ of: 'people', count: 3 }],
  byOutcome: [{ of: 'filed', count: 1 }],
  byVillage: [{ villageName: '西河村', count: 3 }],
  daysToSettle: { median: 1.5, longest: 2 },
}

const register: RegisterLine[] = []

let world: World
beforeAll(async () => {
  const source = {
    recordOf: async (_ctx: unknown, _tx: unknown, id: string) => records.get(id) ?? fail('paper/no-record'),
    registerOf: async () => register,
    monthOf: async (_ctx: unknown, asked: string) => ({ ...month, month: asked }),
  }
  world = await openWorld(paperRoutes(source))
})
afterAll(() => world.close())

const context = () => ({
  station: { id: world.stationId, name: '', timeZone: '', demo: false },
  keys: world.keys,
  now: world.now,
  newId,
})

async function dispute(record: DisputeRecord): Promise<string> {
  const id = newId()
  await world.db.transaction().execute((tx) => createMatter(tx, context(), id))
  records.set(id, { ...record, id })
  return id
}

type Reply = { id: string; number: number; pages: number; code: string; details: { missing: { zh: string }[] } }
const issue = (disputeId: string, kind: string, no: number | null = null, as = world.chief, id = newId()) =>
  world.put<Reply>(`/papers/${id}`, { disputeId, kind, no }, as)
const voiding = (id: string, reason = 'wrong-content', as = world.chief) =>
  world.post<Reply>(`/papers/${id}/voidings`, { id: newId(), reason, note: '乙方姓名有误' }, as)

async function fetchFile(path: string, as = world.chief): Promise<{ status: number; bytes: Uint8Array; name: string }> {
  const answer = await fetch(`${world.address}/api/v1${path}`, { headers: { 'x-member': as } })
  const name = decodeURIComponent(answer.headers.get('content-disposition')?.split("''")[1] ?? '')
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()), name }
}

/** All words of a paper, head and foot included. */
function wordsOf(docx: Uint8Array): string {
  const parts = Object.entries(unzipSync(docx)).filter(([path]) => /^word\/(document|header|footer).*\.xml$/.test(path))
  return parts
    .flatMap(([, xml]) => [...strFromU8(xml).matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text))
    .join('')
}

const number = (text: string) => expect.stringContaining(text)

describe('a draft', () => {
  test('says that it is one and what is missing, at any time', async () => {
    const id = await dispute(bare)
    const { bytes, name, status } = await fetchFile(`/disputes/${id}/papers/agreement/draft?purpose=paper`)
    expect(status).toBe(200)
    expect(name).toBe('人民调解协议书（草稿）.docx')
    expect(wordsOf(bytes)).toMatch(/草稿　尚未编号/)
    expect(wordsOf(bytes)).toMatch(/草稿尚缺.*申请人联系方式、申请人单位或者住址.*协议内容/)
  })

  test('is asked for with a purpose, which is on record', async () => {
    const id = await dispute(mediated)
    expect((await fetchFile(`/disputes/${id}/papers/agreement/draft`)).status).toBe(400)
    await fetchFile(`/disputes/${id}/papers/sitting/draft?purpose=check&no=2`)
    const { rows } = await sql`
      select purpose, details from audit where entity_id = ${id} and action = 'paper.drafted'`.execute(world.db)
    expect(rows).toEqual([{ purpose: 'check', details: { kind: 'sitting', no: 2 } }])
  })

  test('of a paper that the dispute does not have is refused', async () => {
    const id = await dispute(onScene)
    const { bytes, status } = await fetchFile(`/disputes/${id}/papers/agreement/draft?purpose=paper`)
    expect([status, JSON.parse(strFromU8(bytes)).code]).toEqual([422, 'paper/not-of-this-dispute'])
  })
})

describe('issuing', () => {
  test('is refused with the list of what is missing, and uses up no number', async () => {
    const id = await dispute(bare)
    const { status, body } = await issue(id, 'registration')
    expect([status, body.code]).toEqual([422, 'paper/incomplete'])
    expect(body.details.missing.map(({ zh }) => zh)).toEqual(
      expect.arrayContaining(['纠纷类型', '纠纷简要情况', '受理日期', '登记人']),
    )
    expect((await issue(await dispute(mediated), 'registration')).body.number).toBe(1)
  })

  test('keeps the very bytes, whatever becomes of the record, sealed under the matter’s key', async () => {
    const id = await dispute(mediated)
    const { body } = await issue(id, 'agreement')
    const before = await fetchFile(`/papers/${body.id}/docx?purpose=paper`)
    records.set(id, { ...mediated, id, parties: [], agreement: null })
    world.setNow('2025-02-06T10:00:00+08:00')
    const after = await fetchFile(`/papers/${body.id}/docx?purpose=handle`)
    world.setNow('2025-02-05T10:00:00+08:00')
    expect(Buffer.from(after.bytes).equals(Buffer.from(before.bytes))).toBe(true)
    expect(wordsOf(after.bytes)).toContain('申请人某甲')
    expect(wordsOf(after.bytes)).not.toContain('草稿')
    const { rows } = await sql<{ row: string; sealed: Buffer }>`
      select p::text as row, sealed from paper p where id = ${body.id}`.execute(world.db)
    expect(rows[0]?.row).not.toMatch(/某甲|13900000001/)
    expect(rows[0]?.sealed.subarray(0, 2).toString()).not.toBe('PK')
    await world.db.transaction().execute((tx) => eraseMatter(tx, context(), id, 'test'))
    expect((await fetchFile(`/papers/${body.id}/docx?purpose=paper`)).status).toBe(410)
  })

  test('sent again is answered as the first time; a second one of the kind is refused', async () => {
    const id = await dispute(publicSecurity)
    const paperId = newId()
    const first = await issue(id, 'public-security-agreement', null, world.chief, paperId)
    expect((await issue(id, 'public-security-agreement', null, world.chief, paperId)).body).toEqual(first.body)
    expect((await issue(id, 'public-security-agreement')).body.code).toBe('paper/issued-already')
  })

  test('by twenty at once, some refused and some cut off, leaves no gap', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => dispute(onScene)))
    const cutOff = world.db.transaction().execute(async (tx) => {
      await sql`insert into paper_number (station_id, kind, year, last) values (${world.stationId}, 'on-scene', 2025, 1)
        on conflict (station_id, kind, year) do update set last = paper_number.last + 1`.execute(tx)
      throw new Error('the machine stops')
    })
    const answers = await Promise.all([
      ...ids.map((id) => issue(id, 'on-scene')),
      // the same paper asked for twice at once: one of the two is refused
      ...ids.slice(0, 5).map((id) => issue(id, 'on-scene')),
      cutOff.catch(() => null),
    ])
    const issued = answers.filter((answer) => answer?.status === 200)
    expect(issued).toHaveLength(20)
    const { rows } = await sql<{ number: number }>`
      select number from paper where station_id = ${world.stationId} and kind = 'on-scene' order by number`.execute(
      world.db,
    )
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  })

  test('begins at 1 in each year', async () => {
    const kind = 'rights-notice'
    const before = (await issue(await dispute(mediated), kind)).body.number
    world.setNow('2026-01-01T00:10:00+08:00')
    const after = (await issue(await dispute(mediated), kind)).body.number
    world.setNow('2025-02-05T10:00:00+08:00')
    expect([before, after]).toEqual([1, 1])
  })
})

describe('a void paper', () => {
  test('keeps its number and reason in the register, and another one takes its place under the next number', async () => {
    const id = await dispute(mediated)
    const { body } = await issue(id, 'confirmation')
    expect((await voiding(body.id)).status).toBe(200)
    expect((await voiding(body.id)).body.code).toBe('paper/void-already')
    const again = await issue(id, 'confirmation')
    expect(again.body.number).toBe(body.number + 1)
    type Register = { rows: { number: string; state: string; voidReason: string | null }[] }
    const register = await world.get<Register>('/papers?kind=confirmation&year=2025')
    expect(register.body.rows.map((row) => [row.number, row.state, row.voidReason])).toEqual([
      [number(`第${body.number + 1}号`), 'issued', null],
      [number(`第${body.number}号`), 'void', 'wrong-content'],
    ])
    const { rows } = await sql<{ row: string }>`
      select p::text || coalesce(a.details::text, '') as row from paper p join audit a on a.entity_id = p.id
      where p.id = ${body.id}`.execute(world.db)
    expect(rows.map(({ row }) => row).join()).not.toContain('姓名有误')
  })
})

describe('the file of a dispute', () => {
  const required = [
    ['application', null],
    ['rights-notice', null],
    ['sitting', 1],
    ['sitting', 2],
    ['agreement', null],
    ['revisit', 1],
    ['revisit', 2],
    ['confirmation', null],
  ] as const

  test('comes as a zip in the order of its index; its own paper needs the required ones, and lists them with their pages', async () => {
    const id = await dispute(mediated)
    const early = await issue(id, 'case-file')
    expect(early.body.details.missing.map(({ zh }) => zh)).toContain('人民调解协议书（未出具）')
    const pages: number[] = []
    for (const [kind, no] of required) pages.push((await issue(id, kind, no)).body.pages)
    const cover = await issue(id, 'case-file')
    expect(cover.status).toBe(200)

    const { bytes, name } = await fetchFile(`/disputes/${id}/file?purpose=paper`)
    expect(name).toBe('卷宗.zip')
    const files = unzipSync(bytes)
    expect(Object.keys(files).map((path) => path.replace(/ \S+$/, ''))).toEqual([
      '01 人民调解申请书',
      '02 人民调解当事人权利义务告知书',
      '03 人民调解记录（第1次）',
      '04 人民调解记录（第2次）',
      '05 人民调解协议书',
      '06 回访记录（第1次）',
      '07 回访记录（第2次）',
      '08 司法确认申请书',
      '09 卷宗封面、卷内目录、封底',
    ])
    expect(Object.keys(files).join()).not.toMatch(/某/)
    const index = wordsOf(Object.values(files).at(-1) ?? new Uint8Array())
    const whole = pages.reduce((sum, each) => sum + each, 0)
    expect(index).toContain('调解卷宗')
    expect(index).toContain(`本卷宗共有文书8件，${whole}页`)
    expect(index).toMatch(/卷内目录.*1人民调解申请书.*5人民调解协议书.*8司法确认申请书/)
  })

  test('has as drafts what is required and was not issued yet', async () => {
    const id = await dispute(onScene)
    await issue(id, 'revisit', 1)
    const { bytes } = await fetchFile(`/disputes/${id}/file?purpose=paper`)
    const drafts = Object.entries(unzipSync(bytes)).map(([path, docx]) => [
      path.slice(0, 9),
      wordsOf(docx).includes('草稿'),
    ])
    expect(drafts).toEqual(
      [
        ['01 现场调处记录', true],
        ['02 回访记录（第', false],
      ].map(([path, draft]) => [String(path).slice(0, 9), draft]),
    )
  })

  test('is listed with what is missing on each paper, without anybody’s name', async () => {
    const id = await dispute(bare)
    type List = { rows: { kind: string; state: string; missing: { zh: string }[] }[] }
    const { body } = await world.get<List>(`/disputes/${id}/papers`)
    expect(body.rows.map(({ kind }) => kind)).toContain('agreement')
    expect(body.rows.every(({ missing }) => missing.length > 0)).toBe(true)
    expect(JSON.stringify(body)).not.toMatch(/某甲|某乙|139/)
  })
})

test('no paper of any procedure names the one who reported', async () => {
  for (const record of [mediated, onScene, publicSecurity, bare]) {
    const withReporter = {
      ...record,
      origin: 'proactive',
      reporter: '上报人某庚',
      reportedBy: '上报人某庚',
      reporterIds: ['上报人某庚'],
    }
    const id = await dispute(withReporter as DisputeRecord)
    type List = { rows: { kind: string; no: number | null }[] }
    const { body } = await world.get<List>(`/disputes/${id}/papers`)
    for (const { kind, no } of body.rows) {
      const asked = no === null ? '' : `&no=${no}`
      const { bytes } = await fetchFile(`/disputes/${id}/papers/${kind}/draft?purpose=paper${asked}`)
      expect([kind, wordsOf(bytes).includes('某庚')]).toEqual([kind, false])
      if (kind === 'registration') expect(wordsOf(bytes)).toContain('走访发现')
    }
  }
})

describe('who reads papers', () => {
  test('an officer who works on the dispute, and no other', async () => {
    const [mine, other] = [await world.join('officer'), await world.join('officer')]
    const id = await dispute({ ...mediated, handlerIds: [mine] })
    expect((await world.get(`/disputes/${id}/papers`, mine)).status).toBe(200)
    expect((await world.get(`/disputes/${id}/papers`, other)).status).toBe(403)
    const { body } = await issue(id, 'agreement', null, mine)
    expect((await fetchFile(`/papers/${body.id}/docx?purpose=handle`, other)).status).toBe(403)
    expect((await voiding(body.id, 'other', other)).status).toBe(403)
    expect((await fetchFile(`/papers/${body.id}/docx?purpose=handle`, mine)).status).toBe(200)
  })

  test('a cadre as the committee’s mediator, in people’s mediation alone, and issues none', async () => {
    const cadre = await world.join('cadre')
    const people = await dispute({ ...mediated, handlerIds: [cadre] })
    const police = await dispute({ ...publicSecurity, handlerIds: [cadre] })
    expect((await world.get(`/disputes/${people}/papers`, cadre)).status).toBe(200)
    expect((await world.get(`/disputes/${police}/papers`, cadre)).status).toBe(403)
    expect((await issue(people, 'agreement', null, cadre)).status).toBe(403)
  })
})

test('the register of a month is a line for each mediation with its file’s number, without the parties', async () => {
  const id = await dispute({ ...mediated, inquiries: [], sittings: [], revisits: [], confirmation: null })
  for (const kind of ['application', 'rights-notice', 'agreement', 'case-file']) await issue(id, kind)
  register.push({
    id,
    acceptedOn: '2025-02-01',
    villageName: '西河村',
    cause: 'irrigation',
    procedure: 'people',
    hostName: '调解员某丁',
    state: 'filed',
    settledOn: '2025-02-02',
    endedOn: '2025-03-16',
  })
  const { body } = await world.get<{ rows: { fileNumber: string }[] }>('/papers/mediation-register?month=2025-02')
  expect(body.rows).toMatchObject([{ id, fileNumber: expect.stringMatching(/卷〔2025〕第\d+号/) }])
  const { bytes, name } = await fetchFile('/papers/mediation-register/docx?month=2025-02')
  expect(name).toBe('调解登记簿 2025年2月.docx')
  expect(wordsOf(bytes)).toMatch(/12月1日西河村灌溉用水纠纷人民调解调解员某丁已立卷，3月16日.*卷〔2025〕第\d+号/)
  expect(wordsOf(bytes)).not.toMatch(/某甲|某乙/)
  const volunteer = await world.join('volunteer')
  expect((await world.get('/papers/mediation-register?month=2025-02', volunteer)).status).toBe(403)
})

test.each([
  ['2025-02', '2025年2月', /灌溉用水纠纷2债务纠纷1合计3/],
  ['2025-Q1', '2025年第1季度', /灌溉用水纠纷2226债务纠纷1113合计3339/],
])('the statistics sheet of %s holds counts and nobody’s name', async (period, title, counts) => {
  const { bytes, name } = await fetchFile(`/papers/statistics?period=${period}`)
  expect(name).toBe(`矛盾纠纷调处统计报表 ${title}.docx`)
  expect(wordsOf(bytes)).toContain(title)
  expect(wordsOf(bytes)).toMatch(counts)
})
