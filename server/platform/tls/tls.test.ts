import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:https'
import { type AddressInfo, connect as connectPlain, isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeAuthority, makeServerCertificate } from './authority.ts'
import { certificateState, isLoopback, makeOwnCertificate, takeCertificate, tlsFor } from './certificates.ts'
import { permits } from './name-constraints.ts'

const now = new Date()
const day = 86_400_000
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-tls-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Shakes hands as a phone that trusts `ca` and asked for `name`; answers what was wrong, or null. */
async function handshake(pair: { cert: string; key: string }, name: string, ca?: string): Promise<string | null> {
  const server = createServer(pair, (_request, response) => response.end('ok'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise((resolve) => {
      const asked = isIP(name) ? { host: name } : { servername: name }
      const socket = connect({ socket: connectPlain(port, '127.0.0.1'), ...asked, ...(ca ? { ca } : {}) })
      socket.on('secureConnect', () => {
        socket.destroy()
        resolve(null)
      })
      socket.on('error', ({ code, message }: NodeJS.ErrnoException) => resolve(`${code}: ${message}`))
    })
  } finally {
    server.close()
  }
}

test('a phone with the authority trusts the station by its name, and no other does', async () => {
  const state = await makeOwnCertificate(folder, ['sifang.niuzhuang.lan', '192.168.1.10'], '牛庄派出所', now)
  expect(state).toMatchObject({ kind: 'own', hosts: ['sifang.niuzhuang.lan', '192.168.1.10'] })
  const pair = await tlsFor({ dataDir: folder, host: '0.0.0.0' })
  if (!pair) throw new Error('no certificate')
  const authority = await readFile(join(folder, 'tls', 'authority.pem'), 'utf8')
  expect(await handshake(pair, 'sifang.niuzhuang.lan', authority)).toBeNull()
  expect(await handshake(pair, 'other.niuzhuang.lan', authority)).toMatch(/^ERR_TLS_CERT_ALTNAME_INVALID/)
  expect(await handshake(pair, 'sifang.niuzhuang.lan')).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/)
  const other = await makeAuthority('别的派出所', ['sifang.niuzhuang.lan'], now)
  expect(await handshake(pair, 'sifang.niuzhuang.lan', other.cert)).toMatch(/UNABLE_TO_VERIFY|SIGNATURE|SELF_SIGNED/)
})

test('the files are for their owner only', async () => {
  await makeOwnCertificate(folder, ['a.lan'], '牛庄派出所', now)
  for (const name of await readdir(join(folder, 'tls'))) {
    expect((await stat(join(folder, 'tls', name))).mode & 0o777, name).toBe(0o600)
  }
  expect((await stat(join(folder, 'tls'))).mode & 0o777).toBe(0o700)
})

test('the certificate is renewed under the same authority when fewer than 30 days remain', async () => {
  await makeOwnCertificate(folder, ['a.lan'], '牛庄派出所', now)
  const first = await tlsFor({ dataDir: folder, host: 'a.lan' })
  expect(await tlsFor({ dataDir: folder, host: 'a.lan', now: new Date(now.getTime() + 300 * day) })).toEqual(first)
  const later = new Date(now.getTime() + 370 * day)
  const renewed = await tlsFor({ dataDir: folder, host: 'a.lan', now: later })
  expect(renewed?.cert).not.toBe(first?.cert)
  const state = await certificateState(folder)
  expect(state?.endsAt.getTime()).toBeGreaterThan(later.getTime() + 300 * day)
  const authority = await readFile(join(folder, 'tls', 'authority.pem'), 'utf8')
  // valid from a day before `later`, so not yet today: only the time is wrong, not the trust
  expect(await handshake(renewed ?? fail(), 'a.lan', authority)).toMatch(/^CERT_NOT_YET_VALID/)
})

describe('the authority is good for the station’s own names and nothing else:', () => {
  const station = ['sifang.niuzhuang.lan', '127.0.0.1']

  test.each([
    { hosts: station, name: 'sifang.niuzhuang.lan', trusted: true },
    { hosts: station, name: 'door.sifang.niuzhuang.lan', trusted: true },
    { hosts: station, name: '127.0.0.1', trusted: true },
    { hosts: station, name: '127.0.0.2', trusted: false },
    { hosts: station, name: '::1', trusted: false },
    { hosts: station, name: 'niuzhuang.lan', trusted: false },
    { hosts: station, name: 'notsifang.niuzhuang.lan', trusted: false },
    { hosts: station, name: 'bank.example', trusted: false },
    { hosts: ['sifang.niuzhuang.lan'], name: '127.0.0.1', trusted: false },
    { hosts: ['sifang.niuzhuang.lan'], name: '::1', trusted: false },
    { hosts: ['127.0.0.1'], name: '127.0.0.1', trusted: true },
    { hosts: ['127.0.0.1'], name: 'bank.example', trusted: false },
    { hosts: ['::1'], name: '::1', trusted: true },
  ])('of $hosts, $name: $trusted', async ({ hosts, name, trusted }) => {
    const authority = await makeAuthority('牛庄派出所', hosts, now)
    const pair = await makeServerCertificate(authority, [name], now)
    expect(await handshake(pair, name, authority.cert)).toEqual(
      trusted ? null : expect.stringContaining('subtree violation'),
    )
    expect(permits(authority, [name])).toBe(trusted)
    expect(permits(authority, [...hosts, name])).toBe(trusted)
  })

  test('a name among them needs no new authority on the phones; another one does', async () => {
    const one = await makeOwnCertificate(folder, ['a.lan', '192.168.1.10'], '牛庄派出所', now)
    const two = await makeOwnCertificate(folder, ['A.lan', 'phones.a.lan'], '牛庄派出所', now)
    expect([two.authority, two.fingerprint]).toEqual(['kept', one.fingerprint])
    const three = await makeOwnCertificate(folder, ['a.lan', 'b.lan'], '牛庄派出所', now)
    expect([one.authority, three.authority]).toEqual(['new', 'replaced'])
    expect(three.fingerprint).not.toBe(one.fingerprint)
  })
})

test('loopback is plain HTTP; beyond it nothing is served without a certificate', async () => {
  for (const host of ['127.0.0.1', 'localhost', '::1', '127.0.0.53']) {
    expect(isLoopback(host)).toBe(true)
    expect(await tlsFor({ dataDir: folder, host })).toBeNull()
  }
  await expect(tlsFor({ dataDir: folder, host: '0.0.0.0' })).rejects.toMatchObject({
    code: 'certificate-needed',
    zh: expect.stringContaining('sifang tls'),
    en: expect.stringContaining('sifang tls'),
  })
})

test('a given certificate is taken with its own names, and refused when it cannot work', async () => {
  const authority = await makeAuthority('市局', ['station.gov.example', 'a.lan'], now)
  const given = await makeServerCertificate(authority, ['station.gov.example'], now)
  expect(await takeCertificate(folder, given, now)).toMatchObject({ kind: 'given', hosts: ['station.gov.example'] })
  expect(await tlsFor({ dataDir: folder, host: '0.0.0.0' })).toEqual(given)
  const other = await makeServerCertificate(authority, ['a.lan'], now)
  const unusable = { code: 'certificate-unusable' }
  await expect(takeCertificate(folder, { ...given, key: other.key }, now)).rejects.toMatchObject(unusable)
  await expect(takeCertificate(folder, { ...given, cert: 'no' }, now)).rejects.toMatchObject(unusable)
  const old = await makeServerCertificate(authority, ['a.lan'], new Date(now.getTime() - 500 * day))
  await expect(takeCertificate(folder, old, now)).rejects.toMatchObject(unusable)
  const late = tlsFor({ dataDir: folder, host: '0.0.0.0', now: new Date(now.getTime() + 500 * day) })
  await expect(late).rejects.toMatchObject(unusable)
})

test.each(['a b', 'http://a.lan', '', 'a..lan', '-a.lan'])('“%s” is no host name', async (host) => {
  await expect(makeOwnCertificate(folder, [host], '牛庄派出所', now)).rejects.toMatchObject({
    code: 'certificate-unusable',
  })
})

function fail(): never {
  throw new Error('no certificate')
}
