import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { expect, test } from 'vitest'
import { type Bytes, toBase64, utf8 } from './bytes.ts'
import { type Letter, sealLetter } from './envelope.ts'

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

const letter: Letter = {
  token: 'secret',
  author: 'member',
  method: 'PUT',
  path: '/findings/1',
  body: { words: '院内有异味' },
  clock: { wall: '2026-11-28T08:00:00.000Z', contact: null, wentBack: false },
  app: '1',
}

async function station() {
  const pair = await suite.kem.generateKeyPair()
  const stationKey = toBase64(new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey)))
  const open = async (sealed: Bytes, aad: string): Promise<Letter> => {
    const opener = { recipientKey: pair.privateKey, enc: sealed.slice(0, 65).buffer, info: utf8('sifang envelope 1') }
    return JSON.parse(new TextDecoder().decode(await suite.open(opener, sealed.slice(65), utf8(aad))))
  }
  return { to: { stationId: 's', deviceId: 'd', stationKey }, open }
}

test('the station opens what was sealed to it, and nobody reads it on the way', async () => {
  const { to, open } = await station()
  const sealed = await sealLetter(to, 'id', letter)
  expect(await open(sealed, 's/d/id')).toEqual(letter)
  expect(new TextDecoder().decode(sealed)).not.toContain('findings')
})

test('an envelope is for one station, one device and one id', async () => {
  const { to, open } = await station()
  const sealed = await sealLetter(to, 'id', letter)
  await expect(open(sealed, 's/d/other')).rejects.toThrow()
  await expect(open(sealed, 's/other/id')).rejects.toThrow()
  await expect((await station()).open(sealed, 's/d/id')).rejects.toThrow()
})

test('the same words sealed twice look different', async () => {
  const { to } = await station()
  expect(await sealLetter(to, 'id', letter)).not.toEqual(await sealLetter(to, 'id', letter))
})
