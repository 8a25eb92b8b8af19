import { connect } from 'node:net'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { endUnusedConnections } from './unused-connections.ts'

test('a server that closes waits for no connection on which nothing was sent', async () => {
  const app = Fastify()
  endUnusedConnections(app, false)
  app.get('/', async () => ({ done: true }))
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const arrived = new Promise((resolve) => app.server.once('connection', resolve))
  const unused = connect(Number(new URL(address).port), '127.0.0.1')
  await arrived
  const ended = new Promise((resolve) => unused.once('close', resolve))
  await app.close()
  await ended
}, 5000)

test('but it does wait for an answer that is under way', async () => {
  const app = Fastify()
  endUnusedConnections(app, false)
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>()
  app.get('/', async () => {
    wasAsked()
    await released
    return { done: true }
  })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const answer = fetch(address)
  await asked
  const closed = app.close()
  letGo()
  expect(await (await answer).json()).toEqual({ done: true })
  await closed
}, 5000)
