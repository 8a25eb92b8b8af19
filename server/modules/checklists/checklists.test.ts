import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OutSheet, writeXlsx } from '../../platform/sheets/index.ts'
import { newId, openWorld, type World } from '../places/world.fixture.ts'
import { checklistRoutes } from './index.ts'

let world: World
let officer: string
beforeAll(async () => {
  world = await openWorld(checklistRoutes)
  officer = await world.join('officer')
})
afterAll(() => world.close())

type Saved = { version: number; code: string; details?: unknown; fields?: { path: string; zh: string; en: string }[] }

const extinguisher = {
  kind: 'yes-no',
  name: 'extinguisher',
  label: '灭火器在有效期内',
  required: 'true()',
  hazards: [{ answer: 'no', days: 7 }],
}
const fire = { title: '消防', items: [extinguisher, { kind: 'photo', name: 'seen', label: '现场照片' }] }

async function made(checklist: unknown = fire): Promise<string> {
  const id = newId()
  expect((await world.put(`/checklists/${id}`, { checklist }, officer)).status).toBe(200)
  return id
}

test('a checklist is made, saved as a next version, and the first one stays as it was', async () => {
  const id = await made()
  const next = { title: '消防检查', items: [...fire.items, { kind: 'text', name: 'note', label: '备注' }] }
  const saved = await world.post<Saved>(
    `/checklists/${id}/versions`,
    { id: newId(), basedOn: 1, checklist: next },
    officer,
  )
  expect(saved).toMatchObject({ status: 200, body: { version: 2 } })
  const { body: now } = await world.get(`/checklists/${id}`, officer)
  expect(now).toMatchObject({
    latest: 2,
    version: 2,
    checklist: { title: '消防检查' },
    versions: [{ version: 2 }, { version: 1 }],
  })
  const { body: first } = await world.get(`/checklists/${id}?version=1`, officer)
  expect(first).toMatchObject({
    latest: 2,
    version: 1,
    checklist: { title: '消防', items: [extinguisher, { name: 'seen' }] },
  })
})

test('of two savings based on one version the second is told what stands', async () => {
  const id = await made()
  const save = (title: string) =>
    world.post<Saved>(`/checklists/${id}/versions`, { id: newId(), basedOn: 1, checklist: { ...fire, title } }, officer)
  const answers = await Promise.all([save('甲'), save('乙')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body).toMatchObject({ code: 'record/changed', details: { version: 2 } })
})

test('a checklist that could not be filled in is refused question by question', async () => {
  const items = [extinguisher, { kind: 'text', name: 'b', label: '', relevant: '${nobody} = 1' }]
  const { status, body } = await world.put<Saved>(
    `/checklists/${newId()}`,
    { checklist: { title: '', items } },
    officer,
  )
  expect(status).toBe(422)
  expect(body.code).toBe('checklist/faulty')
  expect(body.fields?.map(({ path, zh }) => `${path} ${zh}`)).toEqual([
    'body.checklist.title 没有名称',
    'body.checklist.items.1 没有写题目',
    'body.checklist.items.1 显示条件第 1 个字：没有题目“nobody”',
  ])
})

test('the list says what there is, and a volunteer has no business with it', async () => {
  await made({ ...fire, title: '最新的' })
  const { body } = await world.get<{ rows: { title: string; questions: number; checks: number }[] }>(
    '/checklists',
    officer,
  )
  expect(body.rows[0]).toMatchObject({ title: '最新的', questions: 2, checks: 0 })
  expect((await world.get('/checklists', await world.join('volunteer'))).status).toBe(403)
  expect((await world.put(`/checklists/${newId()}`, { checklist: fire }, await world.join('auxiliary'))).status).toBe(
    403,
  )
})

describe('an XLSForm', () => {
  type Read = {
    code: string
    checklist: { title: string; items: { kind: string }[] }
    problems: { sheet: string; row: number; column: string; zh: string }[]
    unused: string[]
    fields?: { zh: string }[]
  }
  const sheet = (name: string, headings: readonly string[], rows: readonly (readonly string[])[]): OutSheet => ({
    name,
    columns: headings.map((heading) => ({ heading })),
    rows: (async function* () {
      yield* rows
    })(),
  })

  async function workbook(...sheets: readonly OutSheet[]): Promise<Buffer> {
    const out = new PassThrough()
    const [written] = await Promise.all([buffer(out), writeXlsx(sheets, out)])
    return written
  }

  async function send(file: Buffer, name = '消防检查.xlsx'): Promise<{ status: number; body: Read }> {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(file)]), name)
    const answer = await fetch(`${world.address}/api/v1/checklists/forms`, {
      method: 'POST',
      headers: { 'x-member': officer },
      body: form,
    })
    return { status: answer.status, body: (await answer.json()) as Read }
  }

  const survey = (...rows: readonly (readonly string[])[]) =>
    sheet('survey', ['type', 'name', 'label::English', 'label::中文', 'relevant', 'appearance'], rows)
  const choices = sheet(
    'choices',
    ['list_name', 'name', 'label'],
    [
      ['ok', 'good', '正常'],
      ['ok', 'bad', '损坏'],
    ],
  )

  test('is read from its three sheets, whatever stands first, and can be saved as it was read', async () => {
    const { status, body } = await send(
      await workbook(
        sheet('说明', ['type', 'name', 'label'], [['geopoint', 'x', '不要读这一张']]),
        choices,
        survey(
          ['select_one ok', 'valve', 'valve', '阀门', '', 'minimal'],
          ['text', 'why', 'why', '坏在哪里', '${valve} = ‘bad’'],
        ),
        sheet('Settings', ['form_title', 'form_id'], [['阀室检查', 'v1']]),
      ),
    )
    expect(status).toBe(200)
    expect(body.problems).toEqual([])
    expect(body.unused.sort()).toEqual(['appearance', 'label::English'])
    expect(body.checklist).toMatchObject({
      title: '阀室检查',
      items: [
        { kind: 'choice', label: '阀门', choices: [{ name: 'good', label: '正常' }, { name: 'bad' }] },
        { kind: 'text' },
      ],
    })
    const kept = await world.put(`/checklists/${newId()}`, { checklist: body.checklist, source: 'xlsform' }, officer)
    expect(kept.status).toBe(200)
  })

  test('says by row and column what stands in the way', async () => {
    const { status, body } = await send(
      await workbook(
        survey(
          ['select_one nowhere', 'valve', '', '阀门'],
          ['geopoint', 'where', '', '位置'],
          ['text', 'why', '', '坏在哪里', '${valve} = bad'],
        ),
        choices,
      ),
    )
    expect(status).toBe(200)
    expect(body.problems.map(({ row, column, zh }) => `${row} ${column} ${zh}`)).toEqual([
      '2 type choices 表里没有选项组“nowhere”',
      '3 type 不支持题型“geopoint”',
      '4 relevant 显示条件第 12 个字“bad”：文字要加引号，题目写成 ${题名}，连接词用 and、or',
    ])
    const kept = await world.put<Saved>(`/checklists/${newId()}`, { checklist: body.checklist }, officer)
    expect(kept.body.code).toBe('checklist/faulty')
  })

  test('that is none is refused, and says why', async () => {
    const none = await send(Buffer.from('%PDF-1.7 …'))
    expect(none.body).toMatchObject({ code: 'checklist/unreadable' })
    const other = await send(await workbook(sheet('表', ['村', '户'], [['西隋村', '1']])))
    expect(other.body.fields?.[0]?.zh).toContain('没有名为 survey 的工作表')
    expect((await send(Buffer.alloc(0))).body.code).toBe('checklist/no-file')
    expect((await send(Buffer.alloc(6 * 2 ** 20))).body.code).toBe('checklist/too-large')
  })
})
