import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the range that systems take outgoing connections from, so that a remembered port is rarely taken. */
const lowest = 20_000
const highest = 32_000

/** The remembered port when it is free on loopback, else another. */
export async function freePort(remembered: number | null): Promise<number> {
  if (remembered !== null && (await isFree(remembered))) return remembered
  for (let tries = 0; tries < 50; tries++) {
    const port = randomInt(lowest, highest)
    if (await isFree(port)) return port
  }
  throw new Error('no free port on 127.0.0.1')
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => done(true)))
  })
}
