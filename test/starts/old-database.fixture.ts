import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/**
 * Answers as a PostgreSQL of `version` does, as far as being asked how old it is (PostgreSQL, “Message Formats”): older
 * servers are on no package list that the tests could install from. `asked` is every statement it was sent.
 */
export async function oldDatabase(version: string): Promise<{ url: string; asked: string[]; close(): void }> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => {
      // who one is does not matter here
      socket.write(Buffer.concat([message('R', int32(0)), ready]))
      socket.on('data', (sent) => {
        if (sent.toString('latin1', 0, 1) !== 'Q') return void socket.end()
        const statement = sent.toString('utf8', 5, sent.length - 1)
        asked.push(statement)
        socket.write(Buffer.concat([...(statement.startsWith('show') ? answer(version) : []), done, ready]))
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return {
    url: `postgres://sifang:Kestrel-2026@127.0.0.1:${port}/sifang`,
    asked,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

const message = (kind: string, body: Buffer): Buffer => Buffer.concat([Buffer.from(kind), int32(body.length + 4), body])

const ready = message('Z', Buffer.from('I'))
const done = message('C', Buffer.from('SELECT 0\0'))

/** One row of one text column. */
function answer(text: string): readonly Buffer[] {
  const column = [Buffer.from('server_version\0'), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]
  const value = Buffer.from(text)
  return [
    message('T', Buffer.concat([int16(1), ...column])),
    message('D', Buffer.concat([int16(1), int32(value.length), value])),
  ]
}
