import { newId } from '@sifang/client'
import { expect, test } from 'vitest'
import { emptyDatabase } from '../attacks/empty-database.fixture.ts'
import { startServerProcess } from './server-process.ts'

test('the server is killed, and started again at the same address with what it had acknowledged', async () => {
  const server = await startServerProcess(await emptyDatabase())
  const id = newId()
  await server.desk.put('/villages/{id}', { path: { id }, body: { name: '西隋村' } })
  await server.kill()
  await expect(server.desk.get('/me')).rejects.toMatchObject({ code: 'network/unreachable' })
  await server.startAgain()
  expect(await server.desk.get('/places/{id}', { path: { id } })).toMatchObject({ name: '西隋村' })
  await server.stop()
})
