import { connect, type Socket } from 'node:net'

/** One kept-alive connection. Written on the socket itself: the machine has two cores, and what asks must cost little. */
export type Connection = {
  /** One request at a time. */
  send(request: Request): Promise<Answer>
  close(): void
}

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly cookie?: string
  /** Of a phone: `Device id.token`. */
  readonly authorization?: string
  /** Sent as JSON, or as it is where it is bytes. */
  readonly body?: unknown
}

export type Answer = { readonly status: number; readonly head: string; readonly body: string }

type Waiting = { resolve(answer: Answer): void; reject(error: Error): void }

export async function open(address: URL): Promise<Connection> {
  const socket = connect({ host: address.hostname, port: Number(address.port), noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let waiting: Waiting | null = null
  readAnswers(socket, (answer) => {
    const { resolve } = waiting ?? fail('an answer to no request')
    waiting = null
    resolve(answer)
  })
  socket.on('close', () => waiting?.reject(new Error('the connection was closed')))
  socket.on('error', (error) => waiting?.reject(error))
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (waiting) throw new Error('one request at a time')
        waiting = { resolve, reject }
        const { head, body } = written(address, request)
        socket.cork()
        socket.write(head)
        socket.write(body)
        socket.uncork()
      }),
    close: () => socket.destroy(),
  }
}

function written(address: URL, { method, path, cookie, authorization, body }: Request) {
  const isBytes = body instanceof Uint8Array
  const content = body === undefined ? Buffer.alloc(0) : isBytes ? body : Buffer.from(JSON.stringify(body))
  const type = isBytes ? 'application/octet-stream' : 'application/json'
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${address.host}`,
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(authorization ? [`authorization: ${authorization}`] : []),
    ...(body === undefined ? [] : [`content-type: ${type}`, `content-length: ${content.length}`]),
  ]
  return { head: `${lines.join('\r\n')}\r\n\r\n`, body: content }
}

/** Answers with a length only: a streamed one would have to be asked for. */
function readAnswers(socket: Socket, answered: (answer: Answer) => void): void {
  let held = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const end = held.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = held.toString('latin1', 0, end)
    const status = Number(head.slice(9, 12))
    const length = status === 204 ? 0 : Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? fail(`no length: ${head}`))
    if (held.length < end + 4 + length) return
    const body = held.toString('utf8', end + 4, end + 4 + length)
    held = Buffer.alloc(0)
    answered({ status, head, body })
  })
}

function fail(why: string): never {
  throw new Error(why)
}
