import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readJson, writeJson } from './json-file.ts'
import { startError } from './start-error.ts'

/** The keys that must never be in the database: 32 random bytes each, in base64. */
export type Secrets = {
  /** Wraps each station's key (ARCHITECTURE.md, secrets of persons). Printed on the recovery sheet. */
  readonly outerKey: string
  /** Keys the chain over audit entries. */
  readonly auditKey: string
  /** Keys the hash of command bodies. */
  readonly commandKey: string
  /** Signs sessions. */
  readonly sessionSecret: string
}

const names = ['outerKey', 'auditKey', 'commandKey', 'sessionSecret'] as const

/**
 * Reads `secrets.json`, or makes it where `mayCreate` says that no data were made with other keys.
 * Errors: secrets-missing, data-directory-unreadable, rotation-unfinished.
 */
export async function loadSecrets(directory: string, mayCreate: boolean): Promise<Secrets> {
  const path = join(directory, 'secrets.json')
  const found = await readJson(path, parseRotating)
  if (found?.nextOuterKey) throw rotationUnfinished()
  if (found !== null) return found.secrets
  if (!mayCreate) {
    throw startError('secrets-missing', {
      zh: `数据已存在，但密钥文件 ${path} 不见了，请从备份或恢复单找回。`,
      en: `There are data, but their key file ${path} is gone: bring it back from a backup or the recovery sheet.`,
    })
  }
  const made: Secrets = { outerKey: key(), auditKey: key(), commandKey: key(), sessionSecret: key() }
  await writeJson(path, made, 0o600)
  return made
}

/** Writes given keys, for a restore. */
export async function storeSecrets(directory: string, secrets: Secrets): Promise<void> {
  await writeJson(join(directory, 'secrets.json'), secrets, 0o600)
}

/** The keys while the outer one is exchanged: `nextOuterKey` is null before and after. */
export type RotatingSecrets = { readonly secrets: Secrets; readonly nextOuterKey: string | null }

/** The keys, also in the midst of an exchange. Errors: secrets-missing, data-directory-unreadable. */
export async function loadRotatingSecrets(directory: string): Promise<RotatingSecrets> {
  const found = await readJson(join(directory, 'secrets.json'), parseRotating)
  return found ?? { secrets: await loadSecrets(directory, false), nextOuterKey: null }
}

/** Notes the next outer key beside the present one, on disk when this ends; answers it. One noted before stays. */
export async function noteNextOuterKey(
  directory: string,
): Promise<RotatingSecrets & { readonly nextOuterKey: string }> {
  const { secrets, nextOuterKey } = await loadRotatingSecrets(directory)
  if (nextOuterKey !== null) return { secrets, nextOuterKey }
  const made = key()
  await writeJson(join(directory, 'secrets.json'), { ...secrets, nextOuterKey: made }, 0o600)
  return { secrets, nextOuterKey: made }
}

/** Puts the next outer key in the place of the present one, which is then gone from this machine. */
export async function putNextOuterKey(directory: string): Promise<void> {
  const { secrets, nextOuterKey } = await loadRotatingSecrets(directory)
  if (nextOuterKey !== null) await storeSecrets(directory, { ...secrets, outerKey: nextOuterKey })
}

const rotationUnfinished = () =>
  startError('rotation-unfinished', {
    zh: '上一次更换密钥没有完成，数据未受影响；请先运行 sifang rotate-key，它会接着做完。',
    en: 'An exchange of the outer key was not finished; the data are not harmed. Run sifang rotate-key, which goes on with it.',
  })

const key = (): string => randomBytes(32).toString('base64')

function parseRotating(value: unknown): RotatingSecrets {
  const secrets = parseSecrets(value)
  const next = typeof value === 'object' && value !== null && 'nextOuterKey' in value ? value.nextOuterKey : null
  if (next === null) return { secrets, nextOuterKey: null }
  if (typeof next !== 'string' || Buffer.from(next, 'base64').length !== 32) throw new Error('nextOuterKey is no key')
  return { secrets, nextOuterKey: next }
}

export function parseSecrets(value: unknown): Secrets {
  if (typeof value !== 'object' || value === null) throw new Error('not an object')
  const fields = new Map<string, unknown>(Object.entries(value))
  const [outerKey, auditKey, commandKey, sessionSecret] = names.map((name) => {
    const text = fields.get(name)
    if (typeof text !== 'string' || Buffer.from(text, 'base64').length !== 32) throw new Error(`${name} is no key`)
    return text
  })
  if (!outerKey || !auditKey || !commandKey || !sessionSecret) throw new Error('a key is missing')
  return { outerKey, auditKey, commandKey, sessionSecret }
}
