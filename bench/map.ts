import type { Page } from 'playwright-core'
import type { Bench } from './bench.ts'
import { median } from './bench.ts'
import { openBrowser, signIn } from './browser.ts'
import { makeData } from './data.ts'
import { startMachine } from './machine.ts'

/** Notes the longest time without a frame, and the longest task, since it was last asked. */
const recorder = `(() => {
  const seen = { frameMs: 0, taskMs: 0 }
  let last = performance.now()
  const frame = () => {
    const now = performance.now()
    seen.frameMs = Math.max(seen.frameMs, now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.taskMs = Math.max(seen.taskMs, duration)
  }).observe({ type: 'longtask' })
  window.takeStalls = () => {
    const taken = { ...seen }
    seen.frameMs = 0
    seen.taskMs = 0
    return taken
  }
})()`

type Stalls = { readonly frameMs: number; readonly taskMs: number }

const takeStalls = (page: Page): Promise<Stalls> => page.evaluate<Stalls>('window.takeStalls()')

/** The console's map in a real browser, drawn in software: the longest gap between two frames while it is moved. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 600 : 100_000)
    const data = await makeData({ places, days: options.quick ? 30 : 540 }, options.say)
    await using stack = new AsyncDisposableStack()
    stack.defer(() => data.remove())
    const machine = await startMachine(data.dataDir)
    stack.defer(() => machine.stop())
    const browser = await openBrowser()
    stack.defer(() => browser.close())

    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    await page.addInitScript(recorder)
    const chief = data.stations[0].people.find(({ role }) => role === 'chief')
    await signIn(page, machine.address, chief?.userName ?? '', chief?.password ?? '')
    await page.goto(new URL('/map', machine.address).href)
    await page.locator('canvas').waitFor()
    const loading = await untilCalm(page)
    options.say(`loading: ${JSON.stringify(loading)}`)

    const runs: Stalls[] = []
    for (let run = 0; run < options.runs; run++) {
      await takeStalls(page)
      await moveAbout(page, options.quick ? 1 : 3)
      runs.push(await takeStalls(page))
      options.say(JSON.stringify(runs.at(-1)))
      await untilCalm(page)
    }
    return [
      {
        bench: 'map',
        unit: 'ms',
        better: 'lower',
        target: 100,
        runs: runs.map(({ frameMs }) => frameMs),
        size: {
          places,
          drawing: 'software',
          longestTaskMs: Math.round(median(runs.map(({ taskMs }) => taskMs))),
          loadingStallMs: Math.round(loading.frameMs),
        },
      },
    ]
  },
}

const calmMs = 1500
const calmFrameMs = 60

/** Until the page has drawn for a while without a pause; answers the longest pause before that. */
async function untilCalm(page: Page): Promise<Stalls> {
  let longest: Stalls = { frameMs: 0, taskMs: 0 }
  for (let look = 0; look < 40; look++) {
    await page.waitForTimeout(calmMs)
    const seen = await takeStalls(page)
    longest = { frameMs: Math.max(longest.frameMs, seen.frameMs), taskMs: Math.max(longest.taskMs, seen.taskMs) }
    if (look > 1 && seen.frameMs < calmFrameMs) return longest
  }
  return longest
}

/** As a hand does it: drag there and back, in by the wheel, drag, out again. */
async function moveAbout(page: Page, times: number): Promise<void> {
  const box = await page.locator('canvas').boundingBox()
  if (!box) throw new Error('no map to move')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  for (let time = 0; time < times; time++) {
    await drag(page, { x, y }, { x: x + 220, y: y + 120 })
    await wheel(page, { x, y }, -240, 6)
    await drag(page, { x, y }, { x: x - 260, y: y - 90 })
    await drag(page, { x, y }, { x: x + 180, y: y - 60 })
    await wheel(page, { x, y }, 240, 6)
    await drag(page, { x, y }, { x: x - 140, y: y + 30 })
  }
}

type Point = { readonly x: number; readonly y: number }

async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 24 })
  await page.mouse.up()
  await page.waitForTimeout(200)
}

async function wheel(page: Page, at: Point, by: number, times: number): Promise<void> {
  await page.mouse.move(at.x, at.y)
  for (let turn = 0; turn < times; turn++) {
    await page.mouse.wheel(0, by)
    await page.waitForTimeout(120)
  }
  await page.waitForTimeout(300)
}
