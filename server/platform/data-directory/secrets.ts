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
 * Errors: secrets-missing, data-directory-unreadable.
 */
export async function loadSecrets(directory: string, mayCreate: boolean): Promise<Secrets> {
  const path = join(directory, 'secrets.json')
  const found = await readJson(path, parseSecrets)
  if (found !== null) return found
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

const key = (): string => randomBytes(32).toString('base64')

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
