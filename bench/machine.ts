import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stopLeftPostgres } from '@sifang/server/platform/db/index'
import pg from 'pg'
import { type Connection, open } from './connection.ts'
import { measuredAt, type Person } from './data.ts'
import { type ProcessorTime, processorTime } from './processor-time.ts'

/** A server in a process of its own, on a data directory that nobody else uses. */
export type Machine = {
  readonly address: URL
  readonly databaseUrl: string
  /** On the server's clock. */
  now(): Date
  /** Open until the machine stops. */
  connect(): Promise<Connection>
  /** Signs in over HTTP; answers the session cookie. */
  signIn(person: Person): Promise<string>
  processorTime(): Promise<ProcessorTime | null>
  stop(): Promise<void>
}

const stopWithinMs = 20_000

/** Where a profile of the server process goes, when one is asked for. */
const profileFolder = process.env.SIFANG_BENCH_PROFILE

/** Starts it, and refuses a database that may lose what it acknowledged. */
export async function startMachine(dataDir: string): Promise<Machine> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [dataDir, measuredAt], {
    execArgv: profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const { address, databaseUrl, clockOffsetMs } = await told(child)
  const connections: Connection[] = []
  const stop = async () => {
    for (const connection of connections) connection.close()
    if (child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.send('stop')
    // a bound that nobody waits for once the server has ended
    if (await Promise.race([ended.then(() => true), pause(stopWithinMs, false, { ref: false })])) return
    child.kill('SIGKILL')
    await ended
    await stopLeftPostgres(join(dataDir, 'postgres'))
  }
  try {
    await refuseUnsafe(databaseUrl)
  } catch (error) {
    await stop()
    throw error
  }
  const url = new URL(address)
  return {
    address: url,
    databaseUrl,
    now: () => new Date(Date.now() + clockOffsetMs),
    connect: async () => {
      const connection = await open(url)
      connections.push(connection)
      return connection
    },
    signIn: (person) => signIn(url, person),
    processorTime: () => processorTime(child.pid, dataDir),
    stop,
  }
}

type Told = { readonly address: string; readonly databaseUrl: string; readonly clockOffsetMs: number }

async function told(child: ChildProcess): Promise<Told> {
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('the server ended before it answered')
    }),
  ])
  return answer as Told
}

/** What is measured must be durable: read from the server itself, not from a file. */
async function refuseUnsafe(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await client.query<Record<string, string>>(`show ${name}`)
      if (rows[0]?.[name] !== 'on') throw new Error(`${name} is ${rows[0]?.[name]}: nothing measured so would count`)
    }
  } finally {
    await client.end()
  }
}

async function signIn(address: URL, { userName, password }: Person): Promise<string> {
  const connection = await open(address)
  try {
    const answer = await connection.send({ method: 'POST', path: '/api/v1/sign-in', body: { userName, password } })
    const cookie = /^set-cookie: ([^;\r]+)/im.exec(answer.head)?.[1]
    if (!cookie) throw new Error(`no session for ${userName}: ${answer.status} ${answer.body}`)
    return cookie
  } finally {
    connection.close()
  }
}
