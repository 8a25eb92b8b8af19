import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectRefusal, newFolder, sifang } from './sifang.fixture.ts'

const folder = await newFolder()
const asOf = '2025-01-20T09:00+08:00'
const scenario = { created: '2025-01-01T00:00+08:00', decisions: [], closed: [], visits: [] }

async function rules(text: string, ...options: readonly string[]) {
  const file = join(folder, 'scenario.json')
  await writeFile(file, text)
  return sifang(['rules', 'duties', file, ...options], {})
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
  expect(said).toMatchObject({ code: 1, out: '' })
  expect(said.err).toContain(path)
  expect(said.err).not.toMatch(/^\s+at /m)
})

test('an instant that is none is said', async () => {
  const said = await rules(JSON.stringify(scenario), '--as-of', '2025-02-31T09:00+08:00')
  expect(said).toMatchObject({ code: 1, out: '' })
  expect(said.err).toContain('2025-02-31')
})
