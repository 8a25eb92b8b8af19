// Makes a checkout ready to start: installs what the lock file says and builds the web, each only when it changed.
// Plain JavaScript, because it runs under whatever Node the machine has (20 or newer), before anything is installed.
// `--test` also sees to the browser and the Chinese font that the browser tests need.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamps = join(root, 'node_modules', '.sifang')

export function prepare({ forTests = false } = {}) {
  checkNode()
  const release = takeTurn()
  step('installed', digest(['package-lock.json']), () => {
    say('正在安装依赖（首次约一分钟）… Installing (about a minute the first time) …')
    run('npm', ['ci'])
  })
  step('built', digest(['package-lock.json', 'web', 'client', 'domain']), () => {
    say('正在生成网页… Building the web …')
    // the console empties web/dist, in which the field app's folder lies: in this order
    for (const face of ['web', 'web/field'])
      run(join(root, 'node_modules', '.bin', 'vite'), ['build', face, '--logLevel', 'warn'])
  })
  release()
  if (forTests) browser()
}

/**
 * One start of a checkout at a time installs: two would remove what the other one brings. Waits for the other, even one
 * whose window was closed; what a killed one left counts for nothing, also when its number is another program's by now.
 */
function takeTurn() {
  const note = join(tmpdir(), `sifang-prepare-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`)
  for (let told = false; ; told = true) {
    try {
      writeFileSync(note, String(process.pid), { flag: 'wx' })
      const release = () => rmSync(note, { force: true })
      process.once('exit', release)
      return release
    } catch (error) {
      if (error.code !== 'EEXIST') return () => undefined
    }
    if (!isAlive(note)) {
      rmSync(note, { force: true })
      continue
    }
    if (!told) say('另一个窗口正在安装，请稍候… Another window is installing; waiting for it …')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  }
}

/** No installation takes that long. */
const longestMs = 20 * 60_000

function isAlive(note) {
  try {
    if (Date.now() - statSync(note).mtimeMs > longestMs) return false
    process.kill(Number(readFileSync(note, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return
  say(
    `需要 Node 20 或更新版本，现在是 ${process.versions.node}。 Node 20 or newer is needed; this is ${process.versions.node}.`,
  )
  process.exit(1)
}

/** Does `work` unless it was done for the same `digest` before. */
function step(name, wanted, work) {
  const stamp = join(stamps, name)
  if (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted &&
    existsSync(join(root, name === 'built' ? 'web/dist' : 'node_modules/.bin/vite'))
  )
    return
  work()
  mkdirSync(stamps, { recursive: true })
  writeFileSync(stamp, wanted)
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths) for (const file of filesOf(join(root, path))) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function filesOf(path) {
  if (!existsSync(path)) return []
  const listing = readdirSyncOrNull(path)
  if (!listing) return [path]
  return listing
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'dist')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesOf(join(path, entry.name)))
}

function readdirSyncOrNull(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return null
  }
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (done.status === 0) return
  if (done.error) say(done.error.message)
  say(`“${command} ${args.join(' ')}” 没有成功，原因见上。 did not succeed; see above.`)
  process.exit(1)
}

/** Chromium and a Chinese font, from the system's packages where we may install them. */
function browser() {
  const missing = []
  if (!['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((path) => existsSync(path)))
    missing.push('chromium')
  if (!hasChineseFont()) missing.push('fonts-noto-cjk')
  if (missing.length === 0) return
  const install = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say(`正在安装浏览器测试所需：${missing.join('、')} Installing what the browser tests need: ${missing.join(', ')} …`)
    run('sh', ['-c', `export DEBIAN_FRONTEND=noninteractive; ${install} >/dev/null`])
    return
  }
  say(
    `浏览器测试还缺：${missing.join('、')}。请运行： The browser tests need ${missing.join(' and ')}; run:\n  sudo sh -c "${install}"`,
  )
  process.exit(1)
}

function hasChineseFont() {
  try {
    return (
      execFileSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() !== ''
    )
  } catch {
    return false
  }
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) prepare({ forTests: process.argv.includes('--test') })
