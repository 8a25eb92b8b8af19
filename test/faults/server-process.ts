import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Api, createClient } from '@sifang/client'

const program = fileURLToPath(new URL('../../cli/sifang.ts', import.meta.url))

/** The server as a station starts it, in a process of its own, that can be killed and started again. */
export type ServerProcess = {
  /** Stays the same over all starts. */
  readonly address: string
  readonly dataDir: string
  /** The chief's calls, straight to the server. */
  readonly desk: Api
  /** As when the power fails. */
  kill(): Promise<void>
  startAgain(): Promise<void>
  stop(): Promise<void>
}

const chief = { userName: 'chief', password: 'Kestrel-2026' }

/** A new station on `databaseUrl`, an empty database, with its chief signed in. */
export async function startServerProcess(databaseUrl: string): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sifang-faults-'))
  const port = await freePort()
  const env = { ...process.env, SIFANG_DATA: dataDir, HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: databaseUrl }
  const address = `http://127.0.0.1:${port}`
  let { child, printed } = await start(env, ['--empty'])

  const code = /one-time code on the page: (\S+)/.exec(printed)?.[1] ?? ''
  await createClient({ baseUrl: address }).post('/first-run', {
    body: { code, stationName: '试验派出所', chiefName: '周所长', ...chief },
  })
  const cookie = await signIn(address)
  const desk = createClient({
    baseUrl: address,
    fetch: (request) => {
      request.headers.set('cookie', cookie)
      return fetch(request)
    },
  })

  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return {
    address,
    dataDir,
    desk,
    kill: () => end('SIGKILL'),
    startAgain: async () => {
      ;({ child, printed } = await start(env, []))
    },
    stop: async () => {
      await end('SIGINT')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(chief),
  })
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
}

/** Ends when the server says that it is ready. */
async function start(
  env: NodeJS.ProcessEnv,
  args: readonly string[],
): Promise<{ child: ChildProcess; printed: string }> {
  const child = spawn(process.execPath, [program, 'start', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Ctrl-C stops it')) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the start ended with ${code}:\n${printed}`)))
  })
  return { child, printed }
}

/** A port that nobody listens on; a killed server's next start takes the same again. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
