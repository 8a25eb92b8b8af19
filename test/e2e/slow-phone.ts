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

/** A picture of a size that a camera makes, drawn in the page; noise does not pack. */
export async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2400
    canvas.height = 1800
    const drawn = canvas.getContext('2d')
    for (let at = 0; drawn && at < 20_000; at++) {
      drawn.fillStyle = `hsl(${Math.random() * 360} 80% 50%)`
      drawn.fillRect(Math.random() * 2400, Math.random() * 1800, 40, 40)
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? ''
  })
  return Buffer.from(base64, 'base64')
}
