import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A station as `npm start` makes it: a process, a data directory and a port of its own. */
export type RunningStation = {
  readonly address: string
  /** Passwords by user name, as printed at the first start. */
  readonly passwords: ReadonlyMap<string, string>
  /** The first-run code, with `--empty`. */
  readonly firstRunCode: string | null
  stop(): Promise<void>
}

const readyLine = /sifang is ready: (\S+)/
const signInLine = /^ {2}\S+\s+(\S+)\s+(\S+)$/gm
const codeLine = /one-time code on the page: (\S+)/

type Start = { readonly empty?: boolean /** A set clock, as `SIFANG_CLOCK`. */; readonly clock?: string }

/** Starts a station and waits until it says that it is ready. */
export async function startStation({ empty = false, clock = '' }: Start = {}): Promise<RunningStation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sifang-e2e-'))
  const args = [join(root, 'cli', 'sifang.ts'), 'start', ...(empty ? ['--empty'] : [])]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, SIFANG_DATA: dataDir, PORT: '0', HOST: '127.0.0.1', DATABASE_URL: '', SIFANG_CLOCK: clock },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = await untilReady(child)
  return {
    address: readyLine.exec(printed)?.[1] ?? '',
    passwords: new Map([...printed.matchAll(signInLine)].map(([, user = '', password = '']) => [user, password])),
    firstRunCode: codeLine.exec(printed)?.[1] ?? null,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The last line that a start prints is how to stop it. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Ctrl-C stops it')) resolve(printed)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`the start ended with ${code}:\n${printed}`)))
  })
}
