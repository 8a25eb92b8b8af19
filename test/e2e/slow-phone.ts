import type { Page } from 'playwright-core'

/** Slow 3G and a phone four times slower than this machine. */
export async function slow(page: Page) {
  const chrome = await page.context().newCDPSession(page)
  const line = (offline: boolean) =>
    chrome.send('Network.emulateNetworkConditions', {
      offline,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    })
  await chrome.send('Network.enable')
  await line(false)
  await chrome.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return { goOffline: () => line(true), comeBack: () => line(false) }
}
