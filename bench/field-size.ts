import type { Bench } from './bench.ts'
import { openBrowser } from './browser.ts'
import { makeData } from './data.ts'
import { blankPhone } from './field-phone.ts'
import { startMachine } from './machine.ts'

/** What a phone that opens the field app for the first time is sent, heads included, until nothing more comes. */
export const bench: Bench = {
  async run({ runs: count, say }) {
    const data = await makeData({ places: 60, days: 60 }, say)
    await using stack = new AsyncDisposableStack()
    stack.defer(() => data.remove())
    const machine = await startMachine(data.dataDir)
    stack.defer(() => machine.stop())
    const browser = await openBrowser()
    stack.defer(() => browser.close())

    const runs: number[] = []
    let files = 0
    for (let run = 0; run < count; run++) {
      const { context, page } = await blankPhone(browser)
      const network = await context.newCDPSession(page)
      await network.send('Network.enable')
      let bytes = 0
      files = 0
      network.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength
        files += 1
      })
      await page.goto(new URL('/field/', machine.address).href, { waitUntil: 'networkidle' })
      await page.getByText('登记这部手机').waitFor()
      runs.push(bytes / 1000)
      await context.close()
    }
    return [{ bench: 'field-size', unit: 'kB', better: 'lower', target: 220, runs, size: { files } }]
  },
}
