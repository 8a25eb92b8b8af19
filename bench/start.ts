import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Bench } from './bench.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** `npm start` on a station that is there, until it answers for the first time that it is ready. */
export const bench: Bench = {
  async run({ quick, runs: count, say }) {
    const dataDir = await mkdtemp(join(tmpdir(), 'sifang-bench-start-'))
    await chmod(dataDir, 0o711)
    const runs: number[] = []
    try {
      const port = await freePort()
      say(`the first start took ${(await startOnce(dataDir, port)).toFixed(1)} s`)
      for (let run = 0; run < (quick ? 1 : count); run++) {
        runs.push(await startOnce(dataDir, port))
        say(`${runs.at(-1)?.toFixed(2)} s`)
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
    return [{ bench: 'start', unit: 's', better: 'lower', target: 4, runs, size: { places: 600, days: 730 } }]
  },
}

/** Seconds until the first answer; stopped again as Ctrl-C does. */
async function startOnce(dataDir: string, port: number): Promise<number> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, SIFANG_DATA: dataDir, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 2],
    // a group of its own, to end npm and what it started together
    detached: true,
  })
  try {
    await answered(child, port)
    return (performance.now() - began) / 1000
  } finally {
    await stop(child)
  }
}

async function answered(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`).catch(() => null)
    if (answer?.ok) return
    await pause(10)
  }
  throw new Error(`npm start ended with ${child.exitCode}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGINT')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
