import { spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAccounts } from '@sifang/server/modules/accounts/index'
import { openDataDirectory } from '@sifang/server/platform/data-directory/data-directory'
import { loadSecrets } from '@sifang/server/platform/data-directory/secrets'
import { openDatabase } from '@sifang/server/platform/db/connection'
import { migrate } from '@sifang/server/platform/db/migrate'
import { startPostgres } from '@sifang/server/platform/db/postgres'
import { newStationKey } from '@sifang/server/platform/secrets/index'
import { keysOf } from '@sifang/server/platform/service/index'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

const program = fileURLToPath(new URL('sifang.ts', import.meta.url))
const migrations = fileURLToPath(new URL('../server/migrations', import.meta.url))

// databases are started and commands run, on a machine that may be busy
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
let dataDir: string

type Said = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs a command as a person would, without a terminal; `stopAt`: until Ctrl-C, as soon as it has said this word. */
function sifang(
  args: readonly string[],
  environment: Record<string, string> = {},
  stopAt: string | null = null,
): Promise<Said> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', HOST: '', SIFANG_DATA: dataDir, ...environment },
  })
  const said = { out: '', err: '' }
  let stopped = false
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
    if (stopped || stopAt === null || !said.err.includes(stopAt)) return
    stopped = child.kill('SIGINT')
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}

/** One clear sentence in each language, no stack. */
function expectSentences(said: Said, words: string): void {
  expect(said).toMatchObject({ code: 1, out: '' })
  expect(said.err).toContain(words)
  const lines = said.err.trim().split('\n')
  expect(lines.filter((line) => !/ \d+%$/.test(line))).toHaveLength(2)
}

async function running(work: () => Promise<void>): Promise<void> {
  const directory = await openDataDirectory(dataDir)
  const server = await startPostgres({ dataDir: directory.postgres })
  try {
    await directory.announce('http://127.0.0.1:4404')
    await work()
  } finally {
    await server.stop()
    await directory.release()
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-commands-'))
  await chmod(folder, 0o711)
  dataDir = join(folder, 'data')
  const directory = await openDataDirectory(dataDir)
  const server = await startPostgres({ dataDir: directory.postgres })
  await migrate(server.url, migrations)
  const secrets = await loadSecrets(dataDir, true)
  const { db, pool, close } = openDatabase(server.url, 2)
  const [stationId, memberId] = [randomUUIDv7(), randomUUIDv7()]
  await pool.query(
    `insert into station (station_id, name, wrapped_key, created_at) values ($1, '牛庄派出所', $2, now())`,
    [stationId, newStationKey(keysOf(secrets), stationId)],
  )
  await pool.query(
    `insert into member (station_id, id, name, role, joined_on, user_name) values ($1, $2, '王建国', 'chief', '2020-01-01', 'wjg')`,
    [stationId, memberId],
  )
  await pool.query(`insert into change_counter (station_id, epoch) values ($1, gen_random_uuid())`, [stationId])
  expect(keysOf(secrets).outer).toHaveLength(32)
  await createAccounts(db, [{ stationId, memberId, userName: 'wjg', password: 'Niuzhuang-2026' }])
  await close()
  await server.stop()
  await directory.release()
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('backup, the sheet, restore: a station moves to another data directory', async () => {
  const made = await sifang(['backup', '--out', folder])
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('已备份并核对') })
  // no terminal: plain lines
  expect(made.err).toMatch(/^写入 writing \d+%\n/)
  const file = (await readdir(folder)).find((name) => name.endsWith('.sifang')) ?? ''

  expectSentences(await sifang(['backup', '--recovery-sheet']), '没有确认')
  const sheet = await sifang(['backup', '--recovery-sheet', '--yes'])
  const key = sheet.out.match(/(?:[0-9A-Z]{4}\s+){14}/)?.[0] ?? ''
  expect(key).not.toBe('')
  const sheetFile = join(folder, 'sheet.txt')
  await writeFile(sheetFile, key)

  const other = { SIFANG_DATA: join(folder, 'other') }
  expectSentences(await sifang(['restore', join(folder, file)], other), '恢复单')
  const restored = await sifang(['restore', join(folder, file), '--sheet', sheetFile], other)
  expect(restored).toMatchObject({ code: 0, out: expect.stringContaining('已恢复并逐表核对') })
  expectSentences(await sifang(['restore', join(folder, file)], other), '已有数据')
  expect((await sifang(['doctor'], other)).out).toContain('✓ 数据库可用')
})

test('all of it works beside the running station', async () => {
  await running(async () => {
    expect(await sifang(['backup'])).toMatchObject({ code: 0 })
    const examined = await sifang(['doctor'])
    expect(examined.out).toContain('四访正在运行')
    expect(examined.out).toContain('✓ 上次备份在 0 小时前')
    expect(examined.out).not.toContain('✗')
    expect(examined.code).toBe(0)
    const reset = await sifang(['reset-password', 'wjg'])
    expect(reset).toMatchObject({ code: 0, out: expect.stringMatching(/\n {2}\S{8,}\n/) })
    expectSentences(await sifang(['reset-password', 'nobody']), '没有这个用户名')
  })
})

test('rotate-key is refused beside the running station; then it prints the new sheet, and old backups need the old one', async () => {
  await running(async () => expectSentences(await sifang(['rotate-key', '--yes']), '请先停止'))
  expectSentences(await sifang(['rotate-key']), '没有确认')
  expect(await sifang(['backup'])).toMatchObject({ code: 0 })
  const key = /(?:[0-9A-Z]{4}\s+){14}/
  const former = await sifang(['backup', '--recovery-sheet', '--yes'])
  const said = await sifang(['rotate-key', '--yes'])
  expect(said).toMatchObject({ code: 0, out: expect.stringContaining('密钥已更换') })
  const number = /编号 · number +([0-9A-F]{8})/
  const [formerNumber, newNumber] = [former, said].map(({ out }) => number.exec(out)?.[1] ?? '')
  expect(newNumber).not.toBe(formerNumber)
  expect(said.out).toMatch(new RegExp(`${formerNumber} +sifang-manual-`))
  expect(key.exec(said.out)?.[0]).not.toBe(key.exec(former.out)?.[0])
  expect((await sifang(['backup', '--recovery-sheet', '--yes'])).out).toContain(newNumber)

  const file = (await readdir(join(dataDir, 'backups'))).find((name) => name.includes('manual')) ?? ''
  const other = { SIFANG_DATA: join(folder, 'before-the-exchange') }
  const restore = (sheet: string) => sifang(['restore', join(dataDir, 'backups', file), '--sheet', sheet], other)
  const sheet = join(folder, 'one-sheet.txt')
  await writeFile(sheet, key.exec(said.out)?.[0] ?? '')
  const refused = await restore(sheet)
  expectSentences(refused, `要用编号 ${formerNumber} 的恢复单打开`)
  await writeFile(sheet, key.exec(former.out)?.[0] ?? '')
  expect(await restore(sheet)).toMatchObject({ code: 0 })
})

describe('doctor', () => {
  test('says in words what is wrong, and ends with 1', async () => {
    await chmod(join(dataDir, 'secrets.json'), 0o644)
    const said = await sifang(['doctor'], { HOST: '0.0.0.0' })
    await chmod(join(dataDir, 'secrets.json'), 0o600)
    expect(said.code).toBe(1)
    expect(said.out).toContain('✗ 密钥文件 secrets.json 别人也能读')
    expect(said.out).toContain('✗ 没有证书')
  })

  test('finds no station where there is none', async () => {
    const said = await sifang(['doctor'], { SIFANG_DATA: join(folder, 'nothing') })
    expect(said).toMatchObject({ code: 1, out: expect.stringContaining('里没有派出所的数据') })
  })
})

describe('tls', () => {
  test('makes a certificate and says how phones trust it', async () => {
    const said = await sifang(['tls', 'sifang.lan', '192.168.1.9', '--name', '牛庄派出所'])
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('证书信任设置') })
    expect((await stat(join(dataDir, 'tls', 'authority-key.pem'))).mode & 0o777).toBe(0o600)
  })

  test('asks for names, and refuses what is none', async () => {
    expectSentences(await sifang(['tls']), '主机名')
    expectSentences(await sifang(['tls', 'not a name']), '不是主机名')
    expectSentences(await sifang(['tls', '--cert', join(folder, 'absent'), '--key', 'x']), join(folder, 'absent'))
  })
})

test.each([
  [['backup', '--bogus'], '没有选项 --bogus'],
  [['restore'], '缺少参数 file.sifang'],
  [['reset-password'], '缺少参数 user'],
  [['import', 'places', 'x.csv', '--datum', 'mars'], '的值“mars”不对'],
  [['service', 'bogus'], '没有命令 bogus'],
  [['bogus'], '没有命令 bogus'],
  [['start', 'now'], '参数太多'],
])('a mistyped command is answered with a sentence: %j', async (args, words) => {
  expectSentences(await sifang(args), words)
})

test('Ctrl-C gives up an import that is under way: no row, no file and no database stays behind', async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => `第${at}号商铺,商铺,何家村`)
  const file = join(folder, 'places.csv')
  await writeFile(file, `名称,类型,村\n${rows.join('\n')}\n`)
  expectSentences(await sifang(['import', 'places', file], {}, 'checking'), '已按要求停止')
  expect(await readdir(join(dataDir, 'uploads'))).toEqual([])
  await expect(stat(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' })
  const server = await startPostgres({ dataDir: join(dataDir, 'postgres') })
  const { pool, close } = openDatabase(server.url, 1)
  const { rows: runs } = await pool.query<{ state: string }>('select state from import_run')
  await close()
  await server.stop()
  expect(runs).toEqual([{ state: 'cancelled' }])
})

test('a backup or a list is not written over what is there, nor where nothing can be written', async () => {
  const taken = join(folder, 'report.sifang')
  await writeFile(taken, 'a report')
  expectSentences(await sifang(['backup', '--out', taken]), '已有')
  expect(await readFile(taken, 'utf8')).toBe('a report')
  const nowhere = join(taken, 'below')
  expectSentences(await sifang(['backup', '--out', nowhere]), '备份写不到')
  expectSentences(await sifang(['export', 'places', `${nowhere}.csv`]), '写不了文件')
})

test('a file that is no backup, or none at all', async () => {
  const other = { SIFANG_DATA: join(folder, 'third') }
  expectSentences(await sifang(['restore', program], other), '不是四访的备份文件')
  expectSentences(await sifang(['restore', join(folder, 'absent.sifang')], other), '无法读取')
})
