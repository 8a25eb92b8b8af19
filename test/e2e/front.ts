import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { RunningStation } from './station.ts'

/** The station behind a door of its own: nothing passes it while it is closed; after `build` it answers with another service worker. */
export async function inFrontOf({ address }: RunningStation) {
  let built = 0
  let closed = false
  const door = createServer(async (request, response) => {
    if (closed) return request.destroy()
    const there = new URL(request.url ?? '/', address)
    const sent = await new Response(Readable.toWeb(request) as ReadableStream).arrayBuffer()
    const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    // these are of this connection alone
    for (const name of ['host', 'connection', 'content-length', 'accept-encoding', 'origin']) headers.delete(name)
    const method = request.method ?? 'GET'
    const answer = await fetch(there, { method, headers, ...(sent.byteLength > 0 ? { body: sent } : {}) })
    const given = Object.fromEntries(answer.headers)
    for (const name of ['content-length', 'content-encoding', 'connection', 'transfer-encoding']) delete given[name]
    response.writeHead(answer.status, given)
    const body = Buffer.from(await answer.arrayBuffer())
    response.end(there.pathname === '/field/sw.js' && built > 0 ? `${body}\n// build ${built}` : body)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const { port } = door.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    build: () => {
      built += 1
    },
    close: (shut: boolean) => {
      closed = shut
    },
    [Symbol.asyncDispose]: async () => {
      door.closeAllConnections()
      await new Promise((resolve) => door.close(resolve))
    },
  }
}
