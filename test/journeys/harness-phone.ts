import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { sql } from 'kysely'
import type { Person, TestStation } from './harness.ts'

/** A phone as the server meets it: its credentials and the wire of docs/decisions/0007, nothing of the field app. */
export type TestPhone = {
  readonly id: string
  readonly memberId: string
  readonly stationId: string
  readonly stationKey: string
  readonly sendToken: string
  readonly readToken: string
  /** A call with one of the two credentials. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  read(method: string, path: string, body?: unknown): Promise<Answer>
  /** Seals a request as the field app does; what is told otherwise is sealed otherwise. */
  seal(request: Sealed, otherwise?: Otherwise): Promise<{ id: string; sealed: string }>
  /** Seals a text as it is, under an id. */
  sealText(id: string, text: string): Promise<{ id: string; sealed: string }>
  /** Seals and sends. */
  submit(request: Sealed, otherwise?: Otherwise): Promise<Answer>
}

export type Sealed = { readonly method: 'PUT' | 'POST'; readonly path: string; readonly body: Record<string, unknown> }

type Otherwise = {
  readonly id?: string
  readonly token?: string
  readonly author?: string
  readonly aad?: string
  readonly stationKey?: string
  readonly clock?: {
    readonly wall: string
    readonly contact: { readonly server: string; readonly wall: string } | null
    readonly wentBack: boolean
  }
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>> & { readonly code?: string; readonly details?: Details }
}
type Details = { readonly received?: number; readonly retryAfterS?: number }

const uuids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
const bytes = (buffer: Buffer): ArrayBuffer => Uint8Array.from(buffer).buffer

export const newToken = (): string => randomBytes(32).toString('base64url')

/** A code from the desk. */
export async function codeFor(desk: Person, memberId: string, id: string = randomUUIDv7()): Promise<string> {
  const { code } = await desk.api.put('/members/{id}/enrolments/{enrolmentId}', {
    path: { id: memberId, enrolmentId: id },
    body: {},
  })
  return code
}

/** What a station does not know of a member that was restored from a backup made before: their phones. */
export async function forgetDevices({ machine }: TestStation, memberId: string): Promise<void> {
  await sql`
    with code as (delete from enrolment where device_id in (select id from device where member_id = ${memberId}))
    delete from device where member_id = ${memberId}`.execute(machine.db)
}

/** Enrols a phone of a member with a code that the desk gives. */
export async function enrolPhone(station: TestStation, desk: Person, memberId: string): Promise<TestPhone> {
  const given = { deviceId: randomUUIDv7(), name: '试验手机', ageFriendly: false }
  const tokens = { sendToken: newToken(), readToken: newToken() }
  const code = await codeFor(desk, memberId)
  const answer = await call(station, 'POST', '/enrolments/redemptions', { code, ...given, ...tokens })
  if (answer.status !== 200) throw new Error(`enrolment: ${JSON.stringify(answer.body)}`)
  const { stationKey } = answer.body as { stationKey: string }
  return phoneOf(station, { id: given.deviceId, memberId, stationId: station.id, stationKey, ...tokens })
}

type Known = Pick<TestPhone, 'id' | 'memberId' | 'stationId' | 'stationKey' | 'sendToken' | 'readToken'>

/** Where a phone finds its server, and what time it is. */
type Server = Pick<TestStation, 'address'> & { readonly clock: Pick<TestStation['clock'], 'now'> }

/** The same phone with other credentials. */
export function phoneOf(station: Server, known: Known): TestPhone {
  const as = (token: string) => ({ authorization: `Device ${known.id}.${token}` })
  const seal: TestPhone['seal'] = async ({ method, path, body }, otherwise = {}) => {
    const id = otherwise.id ?? String(method === 'PUT' ? path.match(uuids)?.at(-1) : body.id)
    const content = {
      token: otherwise.token ?? known.sendToken,
      author: otherwise.author ?? known.memberId,
      method,
      path,
      body,
      clock: otherwise.clock ?? { wall: station.clock.now().toISOString(), contact: null, wentBack: false },
      app: 'test',
    }
    const aad = otherwise.aad ?? `${known.stationId}/${known.id}/${id}`
    return { id, sealed: await sealTo(otherwise.stationKey ?? known.stationKey, JSON.stringify(content), aad) }
  }
  return {
    ...known,
    send: (method, path, body, headers = {}) =>
      call(station, method, path, body, { ...as(known.sendToken), ...headers }),
    read: (method, path, body) => call(station, method, path, body, as(known.readToken)),
    seal,
    sealText: async (id, text) => ({
      id,
      sealed: await sealTo(known.stationKey, text, `${known.stationId}/${known.id}/${id}`),
    }),
    submit: async (request, otherwise) =>
      call(station, 'POST', '/envelopes', await seal(request, otherwise), as(known.sendToken)),
  }
}

async function sealTo(stationKey: string, content: string, aad: string): Promise<string> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(Buffer.from(stationKey, 'base64')))
  const { enc, ct } = await suite.seal(
    { recipientPublicKey, info: bytes(Buffer.from('sifang envelope 1')) },
    bytes(Buffer.from(content)),
    bytes(Buffer.from(aad)),
  )
  return Buffer.concat([Buffer.from(enc), Buffer.from(ct)]).toString('base64')
}

/** A call as any program may make it. */
export async function call(
  { address }: Pick<TestStation, 'address'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isBytes = body instanceof Uint8Array
  const type = isBytes ? 'application/octet-stream' : 'application/json'
  const answer = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: isBytes ? Uint8Array.from(body) : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : {} }
}

/** Encrypts content as the field app does: pieces of 256 KiB, the last one marked. */
export async function encryptPieces(content: Buffer, key: Buffer): Promise<Buffer> {
  const secret = await crypto.subtle.importKey('raw', bytes(key), 'AES-GCM', false, ['encrypt'])
  const count = Math.ceil(content.length / pieceBytes)
  const pieces = Array.from({ length: count }, (_, no) => {
    const iv = Buffer.alloc(12)
    iv[0] = no === count - 1 ? 1 : 0
    iv.writeUInt32BE(no, 8)
    const piece = content.subarray(no * pieceBytes, (no + 1) * pieceBytes)
    return crypto.subtle.encrypt({ name: 'AES-GCM', iv: bytes(iv) }, secret, bytes(piece))
  })
  return Buffer.concat((await Promise.all(pieces)).map((piece) => Buffer.from(piece)))
}
const pieceBytes = 256 * 1024

/** The last word about an encrypted file: what it is and the key to it. */
export function uploadOf(
  matterId: string,
  { id, content, key, name = '现场.txt' }: { id: string; content: Buffer; key: Buffer; name?: string },
): Sealed {
  return {
    method: 'PUT',
    path: `/matters/${matterId}/attachments/${id}/upload`,
    body: {
      kind: 'file',
      name,
      sha256: sha256(content),
      bytes: content.length,
      key: key.toString('base64'),
    },
  }
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
