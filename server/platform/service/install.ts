import { execFile } from 'node:child_process'
import { chmod, chown, lstat, mkdir, writeFile } from 'node:fs/promises'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asStartError, type StartError, startError } from '../data-directory/start-error.ts'
import { handedOn, type UnitParts, unitText } from './unit.ts'

const run = promisify(execFile)
const unitName = 'sifang.service'

export type InstallOptions = {
  readonly node: string
  readonly program: string
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** A unit for the whole machine, which root installs; else one of this user. */
  readonly system: boolean
  /** Where units lie; for tests. */
  readonly folder?: string
}

export type Installed = { readonly path: string; readonly user: string | null; readonly next: readonly string[] }

/** The user that a system service runs as. */
const serviceUser = 'sifang'

/** Writes the unit and says what to run next. Errors: service-not-here, data-directory-not-writable. */
export async function installService(options: InstallOptions): Promise<Installed> {
  if (process.platform !== 'linux') throw notHere()
  if (!options.folder && !(await hasSystemd())) throw withoutSystemd()
  const folder = options.folder ?? (options.system ? '/etc/systemd/system' : join(homedir(), '.config/systemd/user'))
  if (options.system && !options.folder) await prepareSystem(options.dataDir)
  const environment: Record<string, string> = {}
  for (const name of handedOn) {
    const value = options.environment[name]
    if (value) environment[name] = value
  }
  const parts: UnitParts = {
    node: options.node,
    program: options.program,
    dataDir: options.dataDir,
    user: options.system ? serviceUser : null,
    environment,
  }
  const path = join(folder, unitName)
  try {
    await mkdir(folder, { recursive: true })
    // a token or a database's password may be in it
    await writeFile(path, unitText(parts), { mode: 0o600 })
    await chmod(path, 0o600)
  } catch (error) {
    throw asStartError(error, folder)
  }
  return { path, user: parts.user, next: nextSteps(options.system) }
}

function nextSteps(system: boolean): readonly string[] {
  return system
    ? ['systemctl daemon-reload', 'systemctl enable --now sifang', 'journalctl -u sifang -f']
    : [
        'systemctl --user daemon-reload',
        'systemctl --user enable --now sifang',
        `loginctl enable-linger ${userInfo().username}`,
        'journalctl --user -u sifang -f',
      ]
}

/** A user of its own, who owns the data. */
async function prepareSystem(dataDir: string): Promise<void> {
  if (process.getuid?.() !== 0) throw needsRoot()
  const known = await run('id', ['-u', serviceUser]).catch(() => null)
  if (!known) {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', serviceUser])
  }
  if ((await lstat(dataDir).catch(() => null)) === null) await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const id = async (flag: string) => Number((await run('id', [flag, serviceUser])).stdout)
  const [uid, gid] = [await id('-u'), await id('-g')]
  await chown(dataDir, uid, gid)
  // data that another user made, e.g. by a trial start as root
  await run('chown', ['-R', '-h', `${uid}:${gid}`, dataDir])
}

/** As sd_booted(3) tells: installed is not enough, it must have started the machine. */
const hasSystemd = async (): Promise<boolean> => (await lstat('/run/systemd/system').catch(() => null)) !== null

const withoutSystemd = (): StartError =>
  startError('service-not-here', {
    zh: '这台机器不是由 systemd 启动的；请让它自己的启动程序在开机时运行 node cli/sifang.mjs start，失败时重试。',
    en: 'This machine was not started by systemd: let its own init run node cli/sifang.mjs start at boot, and again when it fails.',
  })

const needsRoot = (): StartError =>
  startError('service-not-here', {
    zh: '安装系统服务须以 root 运行；普通用户请不加 --system。',
    en: 'A service of the whole machine is installed by root; as an ordinary user leave out --system.',
  })

const notHere = (): StartError =>
  startError('service-not-here', {
    zh: '这台机器没有 systemd。Windows：在“任务计划程序”里新建任务，触发器选“启动时”，操作为运行 node cli/sifang.mjs start，失败时每分钟重试。macOS：用 launchd。',
    en: 'This machine has no systemd. On Windows make a task in the Task Scheduler, at startup, that runs node cli/sifang.mjs start and is retried each minute when it fails; on macOS use launchd.',
  })
