import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId, openWorld, type World } from '../places/world.fixture.ts'

let world: World
let officer: string
let deputy: string
beforeAll(async () => {
  world = await openWorld()
  officer = await world.join('officer', { name: '郑民警' })
  deputy = await world.join('deputy', { name: '吴副所长' })
})
afterAll(() => world.close())

type Shift = {
  readonly id: string
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly version: number
}
const set = (...days: readonly { day: string; basedOn: number; dutyOfficerId?: string; shiftLeaderId?: string }[]) =>
  world.put(`/roster/entries/${newId()}`, {
    days: days.map((day) => ({ dutyOfficerId: officer, shiftLeaderId: deputy, ...day })),
  })
const roster = async (from: string, to: string) =>
  (await world.get<{ rows: readonly Shift[] }>(`/roster?from=${from}&to=${to}`)).body.rows

test('a shift is 24 hours from half past eight on, by the station’s clock', async () => {
  expect((await set({ day: '2025-02-05', basedOn: 0 }, { day: '2025-02-06', basedOn: 0 })).body).toEqual({ days: 2 })
  expect(await roster('2025-02-05', '2025-02-06')).toMatchObject([
    { day: '2025-02-05', startsAt: '2025-02-05T00:30:00.000Z', endsAt: '2025-02-06T00:30:00.000Z' },
    { day: '2025-02-06', startsAt: '2025-02-06T00:30:00.000Z' },
  ])
})

test('who is on now, and who comes next', async () => {
  expect((await world.get('/roster/now')).body).toMatchObject({
    shift: { day: '2025-02-05', dutyOfficer: { name: '郑民警' }, shiftLeader: { name: '吴副所长' } },
    next: { day: '2025-02-06' },
  })
})

test('a day stands on the version that was read: of two lists at once one is told', async () => {
  const answers = await Promise.all([
    set({ day: '2025-02-06', basedOn: 1, dutyOfficerId: deputy }),
    set({ day: '2025-02-06', basedOn: 1, shiftLeaderId: officer }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await roster('2025-02-06', '2025-02-06')).toMatchObject([{ version: 2 }])
})

test('one wrong day leaves the whole list as it was', async () => {
  expect((await set({ day: '2025-02-07', basedOn: 0 }, { day: '2025-02-06', basedOn: 9 })).status).toBe(409)
  expect(await roster('2025-02-07', '2025-02-07')).toEqual([])
})

test('what is over is not changed, and only officers and leaders stand', async () => {
  expect((await set({ day: '2025-02-03', basedOn: 0 })).body).toMatchObject({ code: 'roster/past' })
  const auxiliary = await world.join('auxiliary')
  const refused = await set({ day: '2025-02-08', basedOn: 0, dutyOfficerId: auxiliary })
  expect(refused).toMatchObject({ status: 422, body: { code: 'roster/not-entitled', details: { day: '2025-02-08' } } })
})

test('who still stands on the list after leaving has to be taken off it first', async () => {
  const leaving = await world.join('officer')
  await set({ day: '2025-02-20', basedOn: 0, dutyOfficerId: leaving })
  const leave = () => world.put(`/members/${leaving}/leavings/${newId()}`, { leftOn: '2025-02-10', successorId: null })
  expect((await leave()).body).toMatchObject({ code: 'member/on-roster' })
  await set({ day: '2025-02-20', basedOn: 1 })
  expect((await leave()).status).toBe(200)
})
