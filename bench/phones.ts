import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { Agent, get } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import type { Reply } from '@sifang/client'
import pg from 'pg'
import type { Machine } from './machine.ts'

/** An enrolled and unlocked phone with a connection of its own. */
export type BenchPhone = {
  readonly memberId: string
  /** Below /api/v1; the answer as it came, compressed. */
  ask(path: string): Promise<Buffer>
  /** Bytes on the socket so far, heads and bodies, both ways. */
  bytes(): number
  close(): void
}

/** What Chromium on a phone sends with each request of a page, beside what the app itself says. */
const browserHeaders = {
  connection: 'keep-alive',
  'sec-ch-ua-platform': '"Android"',
  'user-agent':
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile Safari/537.36',
  'sec-ch-ua': '"Chromium";v="149", "Not)A;Brand";v="24"',
  'sec-ch-ua-mobile': '?1',
  accept: '*/*',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'zh-CN,zh;q=0.9',
}

/** Enrols a phone for each of these members, as its row stands once a code was redeemed. */
export async function enrol(machine: Machine, stationId: string, memberIds: readonly string[]): Promise<BenchPhone[]> {
  const devices = memberIds.map((memberId) => ({
    id: randomUUIDv7(),
    memberId,
    token: randomBytes(32).toString('base64url'),
  }))
  const rows = devices.map(({ id, memberId, token }) => ({
    id,
    memberId,
    read: createHash('sha256').update(token).digest('hex'),
    send: randomBytes(32).toString('hex'),
  }))
  await withDatabase(machine, (client) =>
    client.query(
      `insert into device (station_id, id, member_id, name, age_friendly, send_hash, read_hash, enrolled_at, enrolled_by)
       select $1, d.id, d."memberId", '手机', false, decode(d.send, 'hex'), decode(d.read, 'hex'), $2, d."memberId"
       from jsonb_to_recordset($3::jsonb) as d(id uuid, "memberId" uuid, read text, send text)`,
      [stationId, machine.now(), JSON.stringify(rows)],
    ),
  )
  return devices.map((device) => phone(machine, device))
}

function phone(machine: Machine, { id, memberId, token }: { id: string; memberId: string; token: string }): BenchPhone {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = {
    ...browserHeaders,
    authorization: `Device ${id}.${token}`,
    referer: `${machine.address.origin}/field/`,
  }
  let bytes = () => 0
  return {
    memberId,
    ask: (path) =>
      new Promise((resolve, reject) => {
        const asked = get(new URL(`/api/v1${path}`, machine.address), { agent, headers }, (answer) => {
          const { socket } = answer
          bytes = () => socket.bytesRead + socket.bytesWritten
          const chunks: Buffer[] = []
          answer.on('data', (chunk) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const body = Buffer.concat(chunks)
            if (answer.statusCode === 200) resolve(body)
            else reject(new Error(`${path}: ${answer.statusCode} ${body.toString('utf8')}`))
          })
        })
        asked.on('error', reject)
      }),
    bytes: () => bytes(),
    close: () => agent.destroy(),
  }
}

/** What came compressed, read. */
export const readOwn = (body: Buffer): Reply<'/field/own'> => JSON.parse(brotliDecompressSync(body).toString())
export const readVillage = (body: Buffer): Reply<'/field/villages/{id}'> =>
  JSON.parse(brotliDecompressSync(body).toString())
export const readChanges = (body: Buffer): Reply<'/field/changes'> => JSON.parse(brotliDecompressSync(body).toString())

export async function withDatabase<T>(machine: Machine, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: machine.databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
