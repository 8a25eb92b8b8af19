import { isIP } from 'node:net'
// x509 reads class metadata, which this provides
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { constrainedTo } from './name-constraints.ts'

x509.cryptoProvider.set(crypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 86_400_000
/** Phones refuse server certificates that are valid for longer than 398 days. */
const serverDays = 397
const authorityDays = 3650

/** PEM texts. */
export type Pair = { readonly cert: string; readonly key: string }

/**
 * A station's own authority: what it signs is trusted for these host names and addresses and for no other, so that its
 * key, in the wrong hands, opens no other site on the phones that took it.
 */
export async function makeAuthority(stationName: string, hosts: readonly string[], now: Date): Promise<Pair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ CN: [`${stationName} 四访`] }, { O: ['sifang'] }],
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + authorityDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      constrainedTo(hosts),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { cert: certificate.toString('pem'), key: await keyText(keys.privateKey) }
}

/** A server certificate for these host names and addresses. */
export async function makeServerCertificate(authority: Pair, hosts: readonly string[], now: Date): Promise<Pair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const issuer = new x509.X509Certificate(authority.cert)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    // no host: OpenSSL takes an address that stands here for a name, which the authority may not sign for
    subject: [{ CN: ['sifang'] }],
    issuer: issuer.subjectName,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(Math.min(now.getTime() + serverDays * dayMs, issuer.notAfter.getTime())),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: await readKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map((host) => ({ type: isIP(host) ? ('ip' as const) : ('dns' as const), value: host })),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { cert: certificate.toString('pem'), key: await keyText(keys.privateKey) }
}

/** Positive, as some phones insist. */
function serial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return Buffer.from(bytes).toString('hex')
}

/** As the platform's own crypto says it: a server's types and a browser's differ. */
type PrivateKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

async function keyText(key: PrivateKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}

async function readKey(text: string): Promise<PrivateKey> {
  const [der] = x509.PemConverter.decode(text)
  if (!der) throw new Error('no key')
  return crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
}
