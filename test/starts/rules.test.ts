import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectRefusal, newFolder, type Said, sifang } from './sifang.fixture.ts'

const folder = await newFolder()
const asOf = '2025-01-20T09:00+08:00'
const scenario = { created: '2025-01-01T00:00+08:00', decisions: [], closed: [], visits: [] }

const rules = (text: string, ...options: readonly string[]) => ask('duties', text, options)

async function ask(about: 'duties' | 'streak', text: string, options: readonly string[]) {
  const file = join(folder, 'scenario.json')
  await writeFile(file, text)
  return sifang(['rules', about, file, ...options], {})
}

/** What a scenario has wrong, by its path, without anything of the program's inside. */
function expectNamed(said: Said, path: string): void {
  expect(said).toMatchObject({ code: 1, out: '' })
  expect(said.err).toContain(path)
  expect(said.err).not.toMatch(/^\s+at /m)
}

test('the rules print the begun duties of a scenario as JSON, and nothing else', async () => {
  const said = await rules(JSON.stringify(scenario), '--as-of', asOf)
  expect(said).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(said.out)).toEqual([
    { tier: 'green', periodStart: '2025-01-01', from: '2025-01-01T00:00:00+08:00', until: '2025-01-31', state: 'open' },
  ])
})

test('a file that is not there, or no JSON, is said', async () => {
  expectRefusal(await sifang(['rules', 'duties', join(folder, 'none.json'), '--as-of', asOf], {}), 'none.json')
  expectRefusal(await sifang(['rules', 'duties', folder, '--as-of', asOf], {}), folder)
  expectRefusal(await rules('{"created"', '--as-of', asOf), 'scenario.json', 'JSON')
})

test.each([
  ['created', { ...scenario, created: 5 }],
  ['visits[0]', { ...scenario, visits: [null] }],
  ['decisions[0][1]', { ...scenario, decisions: [['2025-01-02T00:00+08:00', 'blue']] }],
])('what is wrong in a scenario is named by its path: %s', async (path, wrong) => {
  const said = await rules(JSON.stringify(wrong), '--as-of', asOf)
  expectNamed(said, path)
})

test('an instant that is none is said', async () => {
  const said = await rules(JSON.stringify(scenario), '--as-of', '2025-02-31T09:00+08:00')
  expectNamed(said, '2025-02-31')
})

const streak = {
  kind: 'days',
  start: '2020-07-13',
  breakers: ['pipeline-puncture'],
  incidents: [
    {
      on: '2025-02-07',
      category: 'pipeline-puncture',
      reportedAt: '2025-02-07T09:00+08:00',
      reviews: [['2025-02-10T09:00+08:00', 'verified']],
    },
  ],
}
const knownAt = '2025-02-17T09:00+08:00'

test('the rules print a streak as JSON, and nothing else', async () => {
  const clean = JSON.stringify({ ...streak, incidents: [] })
  const said = await ask('streak', clean, ['--as-of', '2025-02-17', '--known-at', knownAt])
  expect(said).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(said.out)).toEqual({ value: 1680, underReview: null, since: '2020-07-13' })
})

test.each([
  ['2025-02-10T08:59+08:00', { value: 1680, underReview: '2025-02-07', since: '2020-07-13' }],
  ['2025-02-10T09:00+08:00', { value: 10, underReview: null, since: '2025-02-07' }],
])('a streak by what was known at %s', async (known, expected) => {
  const said = await ask('streak', JSON.stringify(streak), ['--as-of', '2025-02-17', '--known-at', known])
  expect(said).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(said.out)).toEqual(expected)
})

const violence = { on: '2025-02-01', category: 'violence', reportedAt: '2025-02-20T10:00+08:00' }
const festivals = {
  kind: 'festival',
  start: '2022-01-01',
  firstYear: 2022,
  breakers: ['violence', 'theft'],
  incidents: [],
}
const puncture = (verdict: string) => ({
  on: '2025-02-07',
  category: 'pipeline-puncture',
  reportedAt: '2025-02-07T09:00+08:00',
  reviews: [['2025-02-07T10:00+08:00', verdict]],
})
const theft = (on: string) => ({ on, category: 'theft', reviews: [[`${on}T23:00+08:00`, 'verified']] })
const believed = [
  ['2025-03-05T09:00+08:00', 'verified'],
  ['2025-03-10T09:00+08:00', 'rejected'],
]

// the table of the issue, as test/journeys/streaks.test.ts lives it over HTTP
test.each([
  [
    'the windows of 2022 to 2025',
    festivals,
    '2025-02-17',
    knownAt,
    { value: 4, underReview: null, since: '2022-01-31' },
  ],
  [
    'a dispute settled at the door',
    { ...festivals, incidents: [{ ...violence, category: 'dispute', reviews: [] }] },
    '2025-02-17',
    '2025-03-05T09:00+08:00',
    { value: 4, underReview: null, since: '2022-01-31' },
  ],
  [
    'the same with an injury, before it is verified a month late',
    { ...festivals, incidents: [{ ...violence, reviews: believed }] },
    '2025-02-17',
    '2025-03-05T08:59+08:00',
    { value: 4, underReview: '2025-02-01', since: '2022-01-31' },
  ],
  [
    'and from then on',
    { ...festivals, incidents: [{ ...violence, reviews: believed }] },
    '2025-02-17',
    '2025-03-05T09:00+08:00',
    { value: 0, underReview: null, since: '2026-02-16' },
  ],
  [
    'rejected after having been believed',
    { ...festivals, incidents: [{ ...violence, reviews: believed }] },
    '2025-02-17',
    '2025-03-10T09:00+08:00',
    { value: 4, underReview: null, since: '2022-01-31' },
  ],
  [
    'about a year’s end no window lies',
    { ...festivals, incidents: [theft('2025-12-31'), theft('2026-01-01')] },
    '2026-01-02',
    '2026-01-02T09:00+08:00',
    { value: 4, underReview: null, since: '2022-01-31' },
  ],
  [
    'the eve, still in the old lunar year, lies in one',
    { ...festivals, incidents: [theft('2026-02-16')] },
    '2026-02-24',
    '2026-02-24T09:00+08:00',
    { value: 0, underReview: null, since: '2027-02-05' },
  ],
  [
    'two incidents on one day, one of them rejected',
    { ...streak, incidents: [puncture('rejected'), puncture('verified')] },
    '2025-02-17',
    knownAt,
    { value: 10, underReview: null, since: '2025-02-07' },
  ],
  [
    'a start moved back by a year',
    { ...streak, start: '2019-07-13', incidents: [] },
    '2025-02-17',
    knownAt,
    { value: 2046, underReview: null, since: '2019-07-13' },
  ],
])('a streak: %s', async (_what, asked, asOf, known, expected) => {
  const said = await ask('streak', JSON.stringify(asked), ['--as-of', asOf, '--known-at', known])
  expect(said).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(said.out)).toEqual(expected)
})

test.each([
  ['kind', { ...streak, kind: 'weeks' }],
  ['incidents[0].on', { ...streak, incidents: [{ ...streak.incidents[0], on: '2025-02-29' }] }],
  ['windowDays', { ...streak, kind: 'festival', windowDays: 16 }],
])('what is wrong in a streak’s scenario is named by its path: %s', async (path, wrong) => {
  const said = await ask('streak', JSON.stringify(wrong), ['--as-of', '2025-02-17', '--known-at', knownAt])
  expectNamed(said, path)
})

test('a date or an instant that is none is said, and a file that is not there', async () => {
  const text = JSON.stringify(streak)
  expectNamed(await ask('streak', text, ['--as-of', '2025-02-30', '--known-at', knownAt]), '2025-02-30')
  expectNamed(await ask('streak', text, ['--as-of', '2025-02-17', '--known-at', '2025-02-17']), 'known-at')
  const absent = ['rules', 'streak', join(folder, 'none.json'), '--as-of', '2025-02-17', '--known-at', knownAt]
  expectRefusal(await sifang(absent, {}), 'none.json')
})
