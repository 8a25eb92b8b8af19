import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Break } from './breaks.ts'
import { openWorld, type Report, runFaults } from './run-faults.ts'

// A small round each; the same for longer: node test/faults/run.ts --commands 100000

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)
let world: Awaited<ReturnType<typeof openWorld>>

beforeAll(async () => {
  world = await openWorld(seed)
})
afterAll(() => world.close())

test('phones on a bad network, with a server that is killed: all is there once, nothing is gone, all carry what is so', async () => {
  const report = await runFaults(world, { commands: 1, actions: 300, withinS: 15, kills: 2, phones: 6 })
  expect(report, `seed ${seed}`).toMatchObject({ lost: [], doubled: [], outOfOrder: [], diverged: [], stumbled: [] })
  expect(report.commands).toBeGreaterThan(20)
  expect(report.happened['cut-after'] + report.happened['truncate-answer']).toBeGreaterThan(0)
})

const broken = (breaks: Break): Promise<Report> =>
  runFaults(world, { commands: 100_000, mostRounds: 5, actions: 120, withinS: 6, kills: 0, phones: 4, breaks })

test('it is found when what is sent again goes under a new id', async () => {
  expect((await broken('resend')).doubled, `seed ${seed}`).not.toEqual([])
})

test('it is found when what an item needs is forgotten', async () => {
  expect((await broken('order')).outOfOrder, `seed ${seed}`).not.toEqual([])
})

test('it is found when the feed shows entries after later ones', async () => {
  expect((await broken('feed')).diverged, `seed ${seed}`).not.toEqual([])
})
