import { type Bytes, randomBytes, utf8 } from './bytes.ts'

/** The phone's own lock, as far as it gives a secret (WebAuthn's PRF extension). Both answer null where it does not. */
export type Passkeys = {
  make(salt: Bytes): Promise<{ readonly credentialId: Bytes; readonly secret: Bytes } | null>
  ask(credentialId: Bytes, salt: Bytes): Promise<Bytes | null>
}

/** Nobody is told of this credential: it only unlocks what lies on this phone. */
export const passkeysOfPlatform: Passkeys = {
  async make(salt) {
    const made = await navigator.credentials
      ?.create({
        publicKey: {
          challenge: randomBytes(32),
          rp: { name: '四访' },
          user: { id: randomBytes(16), name: '四访', displayName: '四访' },
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
          ],
          authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
          extensions: prf(salt),
        },
      })
      .catch(() => null)
    if (!isPublicKey(made) || made.getClientExtensionResults().prf?.enabled !== true) return null
    const credentialId = new Uint8Array(made.rawId)
    // many authenticators answer the secret only when asked, not when made
    const secret = secretOf(made) ?? (await passkeysOfPlatform.ask(credentialId, salt))
    return secret && { credentialId, secret }
  },

  async ask(credentialId, salt) {
    const asked = await navigator.credentials
      ?.get({
        publicKey: {
          challenge: randomBytes(32),
          allowCredentials: [{ type: 'public-key', id: credentialId }],
          userVerification: 'required',
          extensions: prf(salt),
        },
      })
      .catch(() => null)
    return isPublicKey(asked) ? secretOf(asked) : null
  },
}

const prf = (salt: Bytes) => ({ prf: { eval: { first: new Uint8Array([...utf8('sifang cache 1'), ...salt]) } } })

const isPublicKey = (found: Credential | null | undefined): found is PublicKeyCredential => found?.type === 'public-key'

function secretOf(credential: PublicKeyCredential): Bytes | null {
  const first = credential.getClientExtensionResults().prf?.results?.first
  if (!first) return null
  const bytes = ArrayBuffer.isView(first) ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength) : first
  return new Uint8Array(bytes).slice(0, 32)
}
