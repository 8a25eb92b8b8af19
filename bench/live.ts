import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Bench } from './bench.ts'
import { percentile } from './bench.ts'
import { openBrowser, signIn } from './browser.ts'
import { makeData } from './data.ts'
import { mustBeOk } from './load.ts'
import { startMachine } from './machine.ts'
import { type Caller, callers, officersOf, placesOf } from './visiting.ts'

/** Reports come at any time between two looks of the server. */
const betweenMs = { least: 500, most: 900 }

/** From a report's answer, which is sent when it is committed, until the duty officer's open page shows it. */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 60 : 600)
    const reports = options.quick ? 5 : 40
    const data = await makeData({ places, days: 60 }, options.say)
    await using stack = new AsyncDisposableStack()
    stack.defer(() => data.remove())
    const machine = await startMachine(data.dataDir)
    stack.defer(() => machine.stop())
    const browser = await openBrowser()
    stack.defer(() => browser.close())

    const [station] = data.stations
    const [dutyOfficer, reporter] = officersOf(station)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    await signIn(page, machine.address, dutyOfficer?.userName ?? '', dutyOfficer?.password ?? '')
    await page.goto(new URL('/follow-ups', machine.address).href)
    await page.locator('main').getByText(totalWords).waitFor()
    const [caller] = await callers(machine, reporter ? [reporter] : [], 1)
    if (!caller) throw new Error('nobody who reports')
    const placeIds = await placesOf(machine, station)

    const shown = async () => {
      const before = await totalOn(page)
      const seen = page.waitForFunction(hasTotal, before + 1, { polling: 'raf' })
      await report(caller, placeIds[before % placeIds.length] ?? '')
      const committed = performance.now()
      await seen
      return performance.now() - committed
    }
    // the page's code compiled, the plans kept
    for (let n = 0; n < 3; n++) await shown()
    const runs: number[] = []
    for (let run = 0; run < options.runs; run++) {
      const ms: number[] = []
      for (let n = 0; n < reports; n++) {
        await pause(betweenMs.least + Math.random() * (betweenMs.most - betweenMs.least))
        ms.push(await shown())
      }
      runs.push(percentile(ms, 0.95))
      options.say(`p95 ${runs.at(-1)?.toFixed(0)} ms, median ${percentile(ms, 0.5).toFixed(0)}`)
    }
    return [{ bench: 'live', unit: 'ms', better: 'lower', target: 300, runs, size: { places, reports } }]
  },
}

/** What stands below the list: how many there are in all. */
const totalWords = /共 (\d+) 条/

const totalOn = async (page: Page): Promise<number> => {
  const words = await page.locator('main').getByText(totalWords).textContent()
  return Number(totalWords.exec(words ?? '')?.[1])
}

/** Runs in the page. */
const hasTotal = (total: number): boolean =>
  (globalThis as unknown as { document: { body: { innerText: string } } }).document.body.innerText.includes(
    `共 ${total} 条`,
  )

async function report({ connection, cookie, now }: Caller, placeId: string): Promise<void> {
  const at = new Date(now().getTime() - 60_000).toISOString()
  const body = { kind: 'hazard', urgency: 'urgent', source: { kind: 'message' }, placeId, at, words: '井盖缺了' }
  mustBeOk(await connection.send({ method: 'PUT', path: `/api/v1/findings/${randomUUIDv7()}`, cookie, body }))
}
