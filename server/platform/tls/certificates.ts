import { createPrivateKey, X509Certificate } from 'node:crypto'
import { chmod, mkdir, readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { readJson, writeDurably, writeJson } from '../data-directory/json-file.ts'
import { makeAuthority, makeServerCertificate, type Pair } from './authority.ts'
import { permits } from './name-constraints.ts'
import { certificateNeeded, certificateUnusable } from './problem.ts'

const dayMs = 86_400_000
const renewBeforeDays = 30

/** own: signed by the station's authority and renewed by us. given: somebody else's, renewed by them. */
const settingsSchema = z.object({ kind: z.enum(['own', 'given']), hosts: z.array(z.string()).min(1) })
type Settings = z.infer<typeof settingsSchema>

const folderIn = (dataDir: string): string => join(dataDir, 'tls')

/** What phones install. */
export const authorityPath = (dataDir: string): string => join(folderIn(dataDir), 'authority.pem')

export type CertificateState = Settings & { readonly endsAt: Date; readonly fingerprint: string | null }

/** `replaced`: the phones that took the one before have to take this one too. */
export type OwnCertificate = CertificateState & { readonly authority: 'new' | 'kept' | 'replaced' }

/**
 * Makes a server certificate for these names, and an authority where the station has none that may sign for them.
 * Errors: certificate-unusable.
 */
export async function makeOwnCertificate(
  dataDir: string,
  hosts: readonly string[],
  stationName: string,
  now: Date,
): Promise<OwnCertificate> {
  for (const host of hosts) checkHost(host)
  await makeFolder(dataDir)
  const present = await readPair(dataDir, 'authority')
  const kept = present && permits(present, hosts) ? present : null
  const authority = kept ?? (await makeAuthority(stationName, hosts, now))
  await writePair(dataDir, 'authority', authority)
  const pair = await makeServerCertificate(authority, hosts, now)
  const state = await keep(dataDir, pair, { kind: 'own', hosts: [...hosts] })
  return { ...state, authority: kept ? 'kept' : present ? 'replaced' : 'new' }
}

/** Takes a certificate, with its chain, and its key. Errors: certificate-unusable. */
export async function takeCertificate(dataDir: string, given: Pair, now: Date): Promise<CertificateState> {
  const certificate = parse(given)
  if (certificate.validToDate < now) throw certificateUnusable('已过期。', 'it is out of date.')
  const names = (certificate.subjectAltName ?? '').match(/(?<=(?:DNS|IP Address):)[^,\s]+/g) ?? []
  if (names.length === 0) throw certificateUnusable('没有写明主机名。', 'it names no host.')
  await makeFolder(dataDir)
  return keep(dataDir, given, { kind: 'given', hosts: names })
}

async function keep(dataDir: string, pair: Pair, settings: Settings): Promise<CertificateState> {
  await writePair(dataDir, 'server', pair)
  await writeJson(join(folderIn(dataDir), 'tls.json'), settings)
  return stateOf(dataDir, pair, settings)
}

/** The certificate in use, or null when none was made or given. */
export async function certificateState(dataDir: string): Promise<CertificateState | null> {
  const settings = await readSettings(dataDir)
  const pair = settings && (await readPair(dataDir, 'server'))
  return settings && pair ? stateOf(dataDir, pair, settings) : null
}

async function stateOf(dataDir: string, pair: Pair, settings: Settings): Promise<CertificateState> {
  const authority = settings.kind === 'own' ? await readPair(dataDir, 'authority') : null
  const fingerprint = authority ? new X509Certificate(authority.cert).fingerprint256 : null
  return { ...settings, endsAt: parse(pair).validToDate, fingerprint }
}

const loopback = new Set(['localhost', '::1', '127.0.0.1', ''])
export const isLoopback = (host: string): boolean => loopback.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host)

/**
 * What the server serves with: null on loopback, which is plain HTTP; beyond it a certificate, our own renewed when
 * fewer than 30 days remain. `now` is real time: that is what phones compare with.
 * Errors: certificate-needed, certificate-unusable.
 */
export async function tlsFor(options: { dataDir: string; host: string; now?: Date }): Promise<Pair | null> {
  const { dataDir, host, now = new Date() } = options
  if (isLoopback(host)) return null
  const settings = await readSettings(dataDir)
  const pair = settings && (await readPair(dataDir, 'server'))
  if (!settings || !pair) throw certificateNeeded(host)
  const endsAt = parse(pair).validToDate
  if (settings.kind === 'own' && endsAt.getTime() - now.getTime() < renewBeforeDays * dayMs) {
    const authority = await readPair(dataDir, 'authority')
    if (authority) {
      const renewed = await makeServerCertificate(authority, settings.hosts, now)
      await keep(dataDir, renewed, settings)
      return renewed
    }
  }
  if (endsAt < now) throw certificateUnusable('已过期，请换新证书。', 'it is out of date: take a new one.')
  return pair
}

function checkHost(host: string): void {
  const isName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(host)
  if (!isName && !isIP(host)) throw certificateUnusable(`“${host}”不是主机名。`, `“${host}” is no host name.`)
}

function parse({ cert, key }: Pair): X509Certificate {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(cert)
    if (certificate.checkPrivateKey(createPrivateKey(key))) return certificate
  } catch (error) {
    throw certificateUnusable(
      '文件不是 PEM 格式的证书和密钥。',
      'the files are no certificate and key in PEM form.',
      error,
    )
  }
  throw certificateUnusable('密钥与证书不配。', 'the key does not belong to it.')
}

async function readSettings(dataDir: string): Promise<Settings | null> {
  return readJson(join(folderIn(dataDir), 'tls.json'), (value) => settingsSchema.parse(value))
}

async function makeFolder(dataDir: string): Promise<void> {
  const made = await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // as root the database runs as another user, who must be able to pass through to its own folder
  if (made !== undefined && process.getuid?.() === 0) await chmod(dataDir, 0o711)
  await mkdir(folderIn(dataDir), { recursive: true, mode: 0o700 })
  await chmod(folderIn(dataDir), 0o700)
}

async function writePair(dataDir: string, name: 'authority' | 'server', pair: Pair): Promise<void> {
  await writeDurably(join(folderIn(dataDir), `${name}-key.pem`), pair.key, 0o600)
  await writeDurably(join(folderIn(dataDir), `${name}.pem`), pair.cert, 0o600)
}

async function readPair(dataDir: string, name: 'authority' | 'server'): Promise<Pair | null> {
  const read = (file: string) => readFile(join(folderIn(dataDir), file), 'utf8').catch(() => null)
  const [cert, key] = await Promise.all([read(`${name}.pem`), read(`${name}-key.pem`)])
  return cert !== null && key !== null ? { cert, key } : null
}
