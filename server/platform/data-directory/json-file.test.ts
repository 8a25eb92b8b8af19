import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readJson, writeJson } from './json-file.ts'
import { loadSecrets, storeSecrets } from './secrets.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-json-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const asIs = (value: unknown): unknown => value

test('what was written is read back, by its owner only, and nothing else is left', async () => {
  const path = join(folder, 'a.json')
  expect(await readJson(path, asIs)).toBeNull()
  await writeJson(path, { 村: '牛庄' })
  await writeJson(path, { 村: '牛庄', n: 2 })
  expect(await readJson(path, asIs)).toEqual({ 村: '牛庄', n: 2 })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['a.json'])
})

test('a damaged file is called so', async () => {
  const path = join(folder, 'a.json')
  await writeFile(path, '{"a":')
  await expect(readJson(path, asIs)).rejects.toMatchObject({ code: 'data-directory-unreadable' })
})

test('a write that cannot be done names the file', async () => {
  const attempt = writeJson(join(folder, 'missing', 'a.json'), {})
  await expect(attempt).rejects.toMatchObject({ code: 'data-directory-not-writable' })
})

test('a writer killed at any moment leaves a whole file', async () => {
  const path = join(folder, 'a.json')
  const writer = fileURLToPath(new URL('writer.fixture.ts', import.meta.url))
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await pause(10 + round * 7)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const found = await readJson(path, asIs)
    if (found !== null) expect(Object.keys(Object(found))).toEqual(['round', 'filler'])
  }
})

test('secrets are made once and stay', async () => {
  const made = await loadSecrets(folder, true)
  expect(await loadSecrets(folder, false)).toEqual(made)
  expect(new Set(Object.values(made)).size).toBe(4)
  expect(Buffer.from(made.outerKey, 'base64')).toHaveLength(32)
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

test('lost secrets are not replaced where data exist; found again, they serve', async () => {
  const made = await loadSecrets(folder, true)
  await rm(join(folder, 'secrets.json'))
  await expect(loadSecrets(folder, false)).rejects.toMatchObject({ code: 'secrets-missing' })
  await storeSecrets(folder, made)
  expect(await loadSecrets(folder, false)).toEqual(made)
})
