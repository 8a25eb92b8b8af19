import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** Much that lives for a while: prints the most of the heap and of its young generation, in MB. */
const work = `
import { getHeapSpaceStatistics } from 'node:v8'
import { keepYoungSpaceSmall, withLittleGarbage } from ${JSON.stringify(new URL('./small-heap.ts', import.meta.url).href)}
let [young, whole] = [0, 0]
async function work() {
  const lasting = Array.from({ length: 1e6 }, (_, at) => ({ at }))
  const passing = new Array(1e6)
  for (let at = 0; at < 2e7; at++) {
    passing[at % passing.length] = { at, lasting }
    if (at % 1e5 > 0) continue
    const spaces = getHeapSpaceStatistics()
    young = Math.max(young, spaces.find(({ space_name }) => space_name === 'new_space').space_size)
    whole = Math.max(whole, spaces.reduce((sum, { space_size }) => sum + space_size, 0))
  }
}
if (process.argv.at(-1) === 'small') {
  keepYoungSpaceSmall()
  await withLittleGarbage(work)
} else await work()
console.log(JSON.stringify([young / 2 ** 20, whole / 2 ** 20]))
`
const heapOf = (how: 'small' | 'left-alone'): readonly [youngMb: number, wholeMb: number] =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', work, how], { encoding: 'utf8' }))

test('the heap stays small under work that would make it grow', { timeout: 60_000 }, () => {
  const [small, leftAlone] = [heapOf('small'), heapOf('left-alone')]
  expect(leftAlone[0]).toBeGreaterThan(48)
  expect(small[0]).toBeLessThan(leftAlone[0] * 0.8)
  expect(small[1]).toBeLessThan(leftAlone[1] * 0.8)
})
