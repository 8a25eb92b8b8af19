import { spawn } from 'node:child_process'
import { chown, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { databaseAccount } from './account.ts'
import { answerOf, kill, placeForEach, postmasterPid, query } from './place.fixture.ts'
import { startPostgres } from './postgres.ts'

vi.setConfig({ testTimeout: 60_000 })
const place = placeForEach()

describe('after a kill', () => {
  test('of its owner, the next start takes the running server over', async () => {
    place.laySeed()
    const child = place.spawnOwner()
    const left = await answerOf(child)
    await query(left.url, 'create table kept ()')
    await kill(child)

    const begun = performance.now()
    const server = await startPostgres({ dataDir: place.dataDir })
    expect(performance.now() - begun).toBeLessThan(500)
    expect(server).toMatchObject({ adopted: true, url: left.url })
    await query(server.url, 'select from kept')
    await server.stop()
    await expect(query(server.url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('of the server itself, the next start recovers', async () => {
    place.laySeed()
    const first = await startPostgres({ dataDir: place.dataDir })
    await query(first.url, 'create table kept as select generate_series(1, 1000) as n')
    process.kill(await postmasterPid(place.dataDir), 'SIGKILL')
    const second = await startPostgres({ dataDir: place.dataDir })
    expect(second.adopted).toBe(false)
    expect(await query(second.url, 'select count(*)::int from kept')).toEqual([{ count: 1000 }])
    await second.stop()
  })

  test('and a new boot, a stranger with the number of the old server does not stop the start', async () => {
    place.laySeed()
    const first = await startPostgres({ dataDir: place.dataDir })
    const note = await readFile(join(place.dataDir, 'data', 'postmaster.pid'), 'utf8')
    await first.stop()
    const path = join(place.dataDir, 'data', 'postmaster.pid')
    const stranger = spawn('sleep', ['60'], { cwd: '/', ...(await databaseAccount(join(place.dataDir, 'data'))) })
    await writeFile(path, note.replace(/^\d+/, String(stranger.pid)))
    const { uid, gid } = await stat(join(place.dataDir, 'data'))
    await chown(path, uid, gid)
    const second = await startPostgres({ dataDir: place.dataDir })
    expect(second.adopted).toBe(false)
    await second.stop()
    stranger.kill()
  })

  test('in the moment when the server had made its note but not yet written it', async () => {
    place.laySeed()
    const path = join(place.dataDir, 'data', 'postmaster.pid')
    await writeFile(path, '')
    await utimes(path, 0, 0)
    await (await startPostgres({ dataDir: place.dataDir })).stop()
  })

  test('while the data were being made, they are made anew', async () => {
    for (const afterMs of [0, 150, 400]) {
      const child = place.spawnOwner()
      await vi.waitFor(
        async () => expect((await readdir(place.dataDir)).some((name) => name.endsWith('.new'))).toBe(true),
        {
          interval: 5,
          timeout: 10_000,
        },
      )
      await pause(afterMs)
      await kill(child)
    }
    const server = await startPostgres({ dataDir: place.dataDir })
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    await (await startPostgres({ dataDir: place.dataDir })).stop()
    expect((await readdir(place.dataDir)).filter((name) => name.startsWith('data')).at(0)).toBe('data')
  })

  test('while the server was starting, it is waited for', async () => {
    place.laySeed()
    const child = place.spawnOwner()
    await vi.waitFor(() => postmasterPid(place.dataDir), { interval: 1, timeout: 10_000 })
    await kill(child)
    const server = await startPostgres({ dataDir: place.dataDir })
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  })
})
