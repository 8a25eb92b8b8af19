import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * Ends, when the server closes, the connections on which nothing was ever sent. A browser and `fetch` open one ahead of
 * need, as after a live stream that was given up; Node takes it for a request that is about to come and waits a minute.
 */
export function endUnusedConnections(app: Pick<FastifyInstance, 'server' | 'addHook'>, isTls: boolean): void {
  const unused = new Set<Socket>()
  app.server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', ({ socket }: { readonly socket: Socket }) => unused.delete(socket))
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy()
  })
}
