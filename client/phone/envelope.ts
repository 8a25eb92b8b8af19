import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { type Bytes, fromBase64, utf8 } from './bytes.ts'
import type { ClockRecord } from './clock-log.ts'

/** For whom and by which device (docs/decisions/0007-field.md). */
export type Address = {
  readonly stationId: string
  readonly deviceId: string
  /** The station's public key: an uncompressed point, base64. */
  readonly stationKey: string
}

/** What an envelope holds: one plain API request, who sends it, and what the clock was. */
export type Letter = {
  /** The device's send credential: an envelope that comes by a file is still known to be its author's. */
  readonly token: string
  readonly author: string
  readonly method: 'PUT' | 'POST'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly clock: ClockRecord
  readonly app: string
}

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})
const info = utf8('sifang envelope 1')

/** Seals a command to the station (RFC 9180, base mode): enc (65 bytes) ‖ ciphertext. Only the server opens it again. */
export async function sealLetter(to: Address, id: string, letter: Letter): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64(to.stationKey))
  const aad = utf8(`${to.stationId}/${to.deviceId}/${id}`)
  const { enc, ct } = await suite.seal({ recipientPublicKey, info }, utf8(JSON.stringify(letter)), aad)
  const sealed = new Uint8Array(enc.byteLength + ct.byteLength)
  sealed.set(new Uint8Array(enc))
  sealed.set(new Uint8Array(ct), enc.byteLength)
  return sealed
}
