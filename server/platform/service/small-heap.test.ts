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
const once = (how: 'small' | 'left-alone'): readonly [youngMb: number, wholeMb: number] =>
  JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', work, how], { encoding: 'utf8' }))

/** The least of three: how large it is when the flag is set hangs on when V8 last collected (11 to 58 MB were seen). */
function heapOf(how: 'small' | 'left-alone') {
  const runs = [once(how), once(how), once(how)]
  return { young: Math.min(...runs.map(([young]) => young)), whole: Math.min(...runs.map(([, whole]) => whole)) }
}

test('the heap stays small under work that would make it grow', { timeout: 120_000 }, () => {
  const [small, leftAlone] = [heapOf('small'), heapOf('left-alone')]
  expect(leftAlone.young).toBeGreaterThan(48)
  expect(small.young).toBeLessThan(leftAlone.young * 0.8)
  expect(small.whole).toBeLessThan(leftAlone.whole * 0.8)
})
