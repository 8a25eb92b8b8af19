import { randomUUIDv7 } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Bench } from './bench.ts'
import { openBrowser } from './browser.ts'
import { makeData } from './data.ts'
import { blankPhone, enrol, keptOnThePhone, pin, typePin } from './field-phone.ts'
import { mustBeOk } from './load.ts'
import { type Machine, startMachine } from './machine.ts'
import { type Caller, callers } from './visiting.ts'

const slowdown = 4

/**
 * A cold start without a network on a phone four times slower than this machine, until the list stands: the page until the
 * PIN may be typed, and from its last digit on. The typing itself is the member's.
 */
export const bench: Bench = {
  async run(options) {
    const places = options.places ?? (options.quick ? 60 : 500)
    const data = await makeData({ places: options.quick ? 60 : 600, days: 60 }, options.say)
    await using stack = new AsyncDisposableStack()
    stack.defer(() => data.remove())
    const machine = await startMachine(data.dataDir)
    stack.defer(() => machine.stop())
    const browser = await openBrowser()
    stack.defer(() => browser.close())

    const [station] = data.stations
    const chiefs = station.people.filter(({ role }) => role === 'chief')
    const [chief] = await callers(machine, chiefs, 1)
    if (!chief) throw new Error('nobody to enrol a phone')
    const memberId = await volunteerWith(machine, chief, places)
    const { context, page } = await blankPhone(browser)
    await enrol(page, machine.address, chief, memberId)
    await page.getByRole('list', { name: '今天要去的' }).waitFor()
    await keptOnThePhone(page)
    const carried = await countPlaces(page)

    await context.setOffline(true)
    const slow = await context.newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const runs: number[] = []
    // the first one compiles what the browser keeps of the code
    for (let run = -1; run < options.runs; run++) {
      const toPad = await took(async () => {
        await page.reload({ waitUntil: 'commit' })
        await page.getByText('输入密码').waitFor()
      })
      await typePin(page, pin.slice(0, -1))
      const toList = await took(async () => {
        await typePin(page, pin.slice(-1))
        await page.getByRole('list', { name: '今天要去的' }).waitFor()
      })
      options.say(`${Math.round(toPad)} ms until the PIN, ${Math.round(toList)} ms from it to the list`)
      if (run >= 0) runs.push(toPad + toList)
    }
    const size = { places: carried, slowdown }
    return [{ bench: 'field-start', unit: 'ms', better: 'lower', target: 1500, runs, size }]
  },
}

async function took(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** A volunteer who looks after as many villages as hold that many places. */
async function volunteerWith(machine: Machine, { connection, cookie }: Caller, wanted: number): Promise<string> {
  const read = async (path: string) => {
    const answer = await connection.send({ method: 'GET', path: `/api/v1${path}`, cookie })
    return JSON.parse(mustBeOk(answer).body) as { rows: { id: string; places?: number }[] }
  }
  const { rows: volunteers } = await read('/members?role=volunteer&limit=1')
  const { rows: villages } = await read('/villages?limit=200')
  const memberId = volunteers[0]?.id ?? ''
  const villageIds: string[] = []
  let held = 0
  for (const { id } of villages) {
    if (held >= wanted) break
    const { rows } = await read(`/places?villageId=${id}&limit=200`)
    villageIds.push(id)
    held += rows.length
  }
  const today = machine.now().toISOString().slice(0, 10)
  const areas = { fromDay: today, villageIds, lineIds: [] }
  const path = `/api/v1/members/${memberId}/areas/${randomUUIDv7()}`
  mustBeOk(await connection.send({ method: 'PUT', path, cookie, body: areas }))
  return memberId
}

/** As the finder counts them. */
async function countPlaces(page: Page): Promise<number> {
  await page.getByRole('link', { name: '找场所' }).click()
  const words = await page.getByText(/找到 \d+ 处/).textContent()
  await page.goBack()
  return Number(/\d+/.exec(words ?? '')?.[0])
}
