/** One clear sentence in each language; the launcher prints them and nothing else. */
export type Sentence = { readonly zh: string; readonly en: string }

export type StartErrorCode =
  | 'data-directory-not-writable'
  | 'data-directory-unreadable'
  | 'disk-full'
  | 'already-running'
  | 'port-taken'
  | 'address-unusable'
  | 'database-unreachable'
  | 'database-forbidden'
  | 'secrets-missing'
  | 'rotation-unfinished'
  | 'rotation-wrong-key'
  | 'rotation-while-running'
  | 'database-too-old'
  | 'database-too-new'
  | 'database-not-for-this-machine'
  | 'database-account'
  | 'database-did-not-start'
  | 'database-password-lost'
  | 'migration-newer'
  | 'migration-edited'
  | 'migration-numbering'
  | 'migration-failed'
  | 'clock-unreadable'
  | 'clock-real-data'
  | 'clock-backwards'
  | 'backup-damaged'
  | 'backup-foreign'
  | 'backup-newer'
  | 'backup-unreadable'
  | 'backup-disk-full'
  | 'backup-not-writable'
  | 'backup-migrating'
  | 'restore-not-empty'
  | 'restore-keys-needed'
  | 'restore-wrong-keys'
  | 'restore-not-verified'
  | 'restore-unfinished'
  | 'recovery-sheet-mistyped'
  | 'certificate-needed'
  | 'certificate-unusable'
  | 'service-not-here'
  | 'not-confirmed'
  | 'no-station'
  | 'stopped'
  | 'refused'

/** A reason not to start that a person can act on. */
export type StartError = Error & Sentence & { readonly kind: 'start-error'; readonly code: StartErrorCode }

export function startError(code: StartErrorCode, sentence: Sentence, cause?: unknown): StartError {
  const error = new Error(sentence.en, cause === undefined ? undefined : { cause })
  return Object.assign(error, { kind: 'start-error' as const, code, zh: sentence.zh, en: sentence.en })
}

export function isStartError(error: unknown): error is StartError {
  return error instanceof Error && 'kind' in error && error.kind === 'start-error'
}

/** The system's error code (`ENOSPC`, `42P01`), or null when there is none. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

export const notWritable = (path: string, cause?: unknown): StartError =>
  startError(
    'data-directory-not-writable',
    {
      zh: `数据目录 ${path} 不可写，请检查其所有者和权限，或用 SIFANG_DATA 指定其他目录。`,
      en: `The data directory ${path} cannot be written: check its owner and permissions, or name another with SIFANG_DATA.`,
    },
    cause,
  )

export const diskFull = (path: string, cause?: unknown): StartError =>
  startError(
    'disk-full',
    {
      zh: `${path} 所在磁盘空间不足，请清理后再启动；数据未受影响。`,
      en: `The disk that holds ${path} is full: free some space and start again; the data are not harmed.`,
    },
    cause,
  )

export const restoreUnfinished = (path: string): StartError =>
  startError('restore-unfinished', {
    zh: `数据目录 ${path} 中有一次没有完成的恢复，请再运行一次 sifang restore。`,
    en: `A restore into ${path} was not finished: run sifang restore again.`,
  })

export const portTaken = (host: string, port: number, cause?: unknown): StartError =>
  startError(
    'port-taken',
    {
      zh: `${host} 的端口 ${port} 已被其他程序占用，请关闭该程序或换一个端口。`,
      en: `Port ${port} on ${host} is used by another program: stop that program or choose another port.`,
    },
    cause,
  )

const listenReasons: Readonly<Record<string, Sentence>> = {
  EADDRNOTAVAIL: { zh: '本机没有这个地址', en: 'this machine has no such address' },
  ENOTFOUND: { zh: '找不到这个主机名', en: 'no such host name is known' },
  EACCES: { zh: '没有权限使用这个端口（1024 以下的端口需要管理员）', en: 'ports below 1024 are for the administrator' },
}

/** Why a port could not be listened on; anything unknown passes unchanged. */
export function asListenError(error: unknown, host: string, port: number): unknown {
  const code = errorCode(error) ?? ''
  if (code === 'EADDRINUSE') return portTaken(host, port, error)
  const reason = listenReasons[code]
  if (!reason) return error
  return startError(
    'address-unusable',
    {
      zh: `不能在 ${host} 端口 ${port} 上提供服务：${reason.zh}；请检查 HOST 和 PORT。`,
      en: `sifang cannot listen on ${host} port ${port}: ${reason.en}. Check HOST and PORT.`,
    },
    error,
  )
}

export const databaseUnreachable = (cause: unknown): StartError =>
  startError(
    'database-unreachable',
    {
      zh: `无法使用 DATABASE_URL 指定的数据库（${reasonOf(cause)}）；请检查地址、用户名、密码，并确认数据库已启动。`,
      en: `The database that DATABASE_URL names cannot be used (${reasonOf(cause)}): check address, user and password, and that it runs.`,
    },
    cause,
  )

/** A code and never a text, which may quote the password. */
const reasonOf = (error: unknown): string => errorCode(error) ?? (error instanceof Error ? error.name : 'unknown')

export const alreadyRunning = (address: string | null): StartError =>
  startError('already-running', {
    zh: address === null ? '四访正在此数据目录上启动或工作，未再启动。' : `四访已在 ${address} 运行，未再启动。`,
    en:
      address === null
        ? 'sifang is already at work in this data directory; nothing was started.'
        : `sifang is already running at ${address}; nothing was started.`,
  })

const fullCodes = new Set(['ENOSPC', 'EDQUOT', '53100'])
/** Of the file system, or of the database. */
export const isDiskFull = (error: unknown): boolean => fullCodes.has(errorCode(error) ?? '')

const forbiddenCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR'])

/** Turns what the file system or the database said about `path` into a start error; anything else passes unchanged. */
export function asStartError(error: unknown, path: string): unknown {
  const code = errorCode(error)
  if (isStartError(error) || code === null) return error
  if (isDiskFull(error)) return diskFull(path, error)
  if (forbiddenCodes.has(code)) return notWritable(path, error)
  return error
}
