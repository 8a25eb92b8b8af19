import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { logFile } from './log-file.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-log-'))
  path = join(folder, 'sifang.log')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const turned = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

/** Oldest first. */
async function linesOf(names: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.join('').split('\n').slice(0, -1)
}

async function writeAll(lines: readonly string[], options: { turnAtBytes: number; keep: number }): Promise<void> {
  const log = logFile(path, options)
  for (const [index, line] of lines.entries()) {
    log.write(`${line}\n`)
    if (index % 3 === 0) await turned()
  }
  await turned()
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `第 ${index} 行`)

test('a log is turned over by its size, and every line is in one of the files, once and whole', async () => {
  await writeAll(numbered(300), { turnAtBytes: 700, keep: 9 })
  const files = (await readdir(folder)).sort((a, b) => b.localeCompare(a))
  expect(files.length).toBeGreaterThan(3)
  expect(await linesOf(files)).toEqual(numbered(300))
  for (const name of files) expect((await stat(join(folder, name))).size).toBeLessThan(800)
})

test('only a few old ones are kept, the youngest as .1', async () => {
  await writeAll(numbered(500), { turnAtBytes: 400, keep: 2 })
  expect((await readdir(folder)).sort()).toEqual(['sifang.log', 'sifang.log.1', 'sifang.log.2'])
  const kept = await linesOf(['sifang.log.2', 'sifang.log.1', 'sifang.log'])
  expect(kept).toEqual(numbered(500).slice(-kept.length))
})

test('a later start goes on in the same file, for its owner only', async () => {
  await writeAll(['一'], { turnAtBytes: 800, keep: 2 })
  await writeAll(['二'], { turnAtBytes: 800, keep: 2 })
  expect(await linesOf(['sifang.log'])).toEqual(['一', '二'])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('a process that ends at once has written its last line', async () => {
  const program = `const { logFile } = await import(${JSON.stringify(new URL('log-file.ts', import.meta.url).href)})
    logFile(${JSON.stringify(path)}).write('再见\\n')
    process.exit(0)`
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
  expect(await linesOf(['sifang.log'])).toEqual(['再见'])
})

test.runIf(process.platform === 'linux')('a full disk neither ends the process nor keeps it from ending', async () => {
  const program = `const { logFile } = await import(${JSON.stringify(new URL('log-file.ts', import.meta.url).href)})
    const log = logFile('/dev/full')
    const held = () => {
      gc()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    }
    const before = held()
    for (let turn = 0; turn < 500; turn += 1) {
      log.write(String(turn).repeat(32 * 1024) + '\\n')
      await new Promise((resolve) => setImmediate(resolve))
    }
    console.log(held() - before < 10 * 1024 * 1024)
    process.exit(0)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--input-type=module', '-e', program])
  expect(stdout).toBe('true\n')
})
