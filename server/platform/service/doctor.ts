import { access, constants, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { dataDirectoryPath } from '../data-directory/data-directory.ts'
import { isStartError } from '../data-directory/start-error.ts'
import { certificateState } from '../tls/certificates.ts'
import { stationFindings } from './doctor-station.ts'
import { withStation } from './station-access.ts'

/** What a check found, in words. `wrong` needs somebody; `watch` will, if nobody looks. */
export type Finding = {
  readonly kind: 'fine' | 'watch' | 'wrong'
  readonly zh: string
  readonly en: string
}

export const fine = (zh: string, en: string): Finding => ({ kind: 'fine', zh, en })
export const watch = (zh: string, en: string): Finding => ({ kind: 'watch', zh, en })
export const wrong = (zh: string, en: string): Finding => ({ kind: 'wrong', zh, en })

const gib = 1024 ** 3
const dayMs = 86_400_000

/** Looks at everything that this machine's station needs; tells each finding as soon as it is known. */
export async function examine(
  options: { environment: Readonly<Record<string, string | undefined>>; migrations: string },
  tell: (finding: Finding) => void,
): Promise<void> {
  const dataDir = dataDirectoryPath(options.environment)
  tell(nodeFinding(process.versions.node))
  tell(await directoryFinding(dataDir))
  tell(await secretsFinding(dataDir))
  tell(await roomFinding(dataDir))
  tell(await certificateFinding(dataDir, options.environment.HOST))
  try {
    await withStation(options.environment, (station) => stationFindings(station, options.migrations, tell))
  } catch (error) {
    tell(
      isStartError(error)
        ? wrong(error.zh, error.en)
        : wrong('数据库打不开。', `The database cannot be opened: ${error}`),
    )
  }
}

function nodeFinding(version: string): Finding {
  return Number.parseInt(version, 10) >= 24
    ? fine(`Node ${version}`, `Node ${version}`)
    : wrong(`Node ${version} 太旧，请用 npx sifang 运行。`, `Node ${version} is too old: run it as npx sifang.`)
}

async function directoryFinding(dataDir: string): Promise<Finding> {
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return fine(`数据目录 ${dataDir}`, `data directory ${dataDir}`)
  } catch {
    return wrong(
      `数据目录 ${dataDir} 不存在或不可写。`,
      `The data directory ${dataDir} is not there, or cannot be written.`,
    )
  }
}

async function secretsFinding(dataDir: string): Promise<Finding> {
  const found = await stat(join(dataDir, 'secrets.json')).catch(() => null)
  if (!found) return wrong('密钥文件 secrets.json 不在。', 'The key file secrets.json is not there.')
  const open = process.platform !== 'win32' && (found.mode & 0o077) !== 0
  return open
    ? wrong(
        '密钥文件 secrets.json 别人也能读；请运行 chmod 600。',
        'Others may read the key file secrets.json: chmod 600.',
      )
    : fine('密钥文件只有本人可读', 'the key file is for its owner only')
}

async function roomFinding(dataDir: string): Promise<Finding> {
  const disk = await statfs(dataDir).catch(() => null)
  if (!disk) return wrong('看不到数据所在的磁盘。', 'The disk that holds the data cannot be seen.')
  const free = (disk.bavail * disk.bsize) / gib
  const text = `${free.toFixed(1)} GiB`
  if (free < 0.5) return wrong(`磁盘只剩 ${text}，请清理。`, `Only ${text} are free on the disk: make room.`)
  return free < 5
    ? watch(`磁盘剩 ${text}，不多了。`, `${text} are free on the disk, which is little.`)
    : fine(`磁盘剩 ${text}`, `${text} free on the disk`)
}

async function certificateFinding(dataDir: string, host: string | undefined): Promise<Finding> {
  const state = await certificateState(dataDir).catch((error: unknown) => error)
  if (isStartError(state)) return wrong(state.zh, state.en)
  if (state instanceof Error || typeof state !== 'object' || state === null) {
    return host && state === null
      ? wrong(
          '没有证书，而 HOST 要让其他机器访问；请运行 sifang tls。',
          'HOST lets others in and there is no certificate: run sifang tls.',
        )
      : fine('没有证书，只在本机访问', 'no certificate: for this machine only')
  }
  const { endsAt, kind } = state as { endsAt: Date; kind: string }
  const days = Math.floor((endsAt.getTime() - Date.now()) / dayMs)
  if (days < 0) return wrong('证书已过期。', 'The certificate is out of date.')
  return days < 30
    ? watch(
        `证书还有 ${days} 天到期${kind === 'own' ? '，重新启动即自动换新' : '，请换新'}。`,
        `The certificate ends in ${days} days${kind === 'own' ? '; a restart renews it' : ': renew it'}.`,
      )
    : fine(`证书还有 ${days} 天`, `the certificate is good for ${days} days`)
}
