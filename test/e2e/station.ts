import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A station as `npm start` makes it: a process, a data directory and a port of its own. */
export type RunningStation = {
  readonly address: string
  /** Passwords by user name, as printed at the first start. */
  readonly passwords: ReadonlyMap<string, string>
  /** The first-run code, with `--empty`. */
  readonly firstRunCode: string | null
  /** Of its certificate's key, for a browser that takes it as one that has the station's authority; null on plain HTTP. */
  readonly certificateKey: string | null
  stop(): Promise<void>
}

const readyLine = /sifang is ready: (\S+)/
const signInLine = /^ {2}\S+\s+(\S+)\s+(\S+)$/gm
const codeLine = /one-time code on the page: (\S+)/

type Start = {
  readonly empty?: boolean
  /** A set clock, as `SIFANG_CLOCK`. */
  readonly clock?: string
  /** Serves HTTPS on this host name, with a certificate of the station's own authority. */
  readonly name?: string
}

/** Starts a station and waits until it says that it is ready. */
export async function startStation({ empty = false, clock = '', name }: Start = {}): Promise<RunningStation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sifang-e2e-'))
  const sifang = join(root, 'cli', 'sifang.ts')
  const host = name ? '0.0.0.0' : '127.0.0.1'
  const env = { ...process.env, SIFANG_DATA: dataDir, PORT: '0', HOST: host, DATABASE_URL: '', SIFANG_CLOCK: clock }
  if (name) await promisify(execFile)(process.execPath, [sifang, 'tls', name], { env })
  const args = [sifang, 'start', ...(empty ? ['--empty'] : [])]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = await untilReady(child)
  const address = readyLine.exec(printed)?.[1] ?? ''
  return {
    address: name ? address.replace('localhost', name) : address,
    certificateKey: name ? await keyOf(join(dataDir, 'tls', 'server.pem')) : null,
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

/** SHA-256 of a certificate's public key, base64. */
async function keyOf(path: string): Promise<string> {
  const { publicKey } = new X509Certificate(await readFile(path))
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
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
