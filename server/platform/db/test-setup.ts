import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { takeInstanceLock } from '../data-directory/instance-lock.ts'
import { isStartError } from '../data-directory/start-error.ts'
import { startPostgres, stopLeftPostgres } from './postgres.ts'
import { testServerVariable } from './template.ts'

/** All runs of one user; each has a folder of its own, locked while it lasts. */
const runs = join(tmpdir(), `sifang-test-${userInfo().uid}`)

/** One server for a whole test run, shared by all projects and workers. Called by vitest; answers the tear-down. */
export async function setup(): Promise<() => Promise<void>> {
  // Another project of the same run was first.
  if (process.env[testServerVariable] !== undefined) return async () => undefined

  await mkdir(runs, { recursive: true, mode: 0o711 })
  await removeLeftovers()
  const folder = join(runs, `run-${process.pid}-${Date.now()}`)
  await mkdir(folder, { mode: 0o711 })
  const lock = await takeInstanceLock(folder)
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), settings: { max_connections: '300' } })
  process.env[testServerVariable] = server.url
  return async () => {
    delete process.env[testServerVariable]
    await server.stop()
    await lock.release()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A killed run leaves its folder and its server; its lock is free, so nobody needs them any more. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(runs)) {
    const folder = join(runs, name)
    // Without a note of its owner it is just being made.
    if ((await stat(join(folder, 'instance.json')).catch(() => null)) === null) continue
    try {
      const lock = await takeInstanceLock(folder)
      await stopLeftPostgres(join(folder, 'postgres'))
      await lock.release()
      await rm(folder, { recursive: true, force: true })
    } catch (error) {
      if (!isStartError(error) || error.code !== 'already-running') console.error(`left behind: ${folder}`, error)
    }
  }
}
