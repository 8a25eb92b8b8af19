export { hmac, keyedHash, unwrapKey, wrapKey } from './cipher.ts'
export { type EnvelopeKey, envelopeKeyOf, openedEnvelopeKey, type StoredEnvelopeKey } from './envelope-key.ts'
export type { Keys } from './keys.ts'
export {
  applyErasures,
  createMatter,
  eraseMatter,
  getMatter,
  holdMatter,
  keepAsStatutory,
  keepingKey,
  type Matter,
  matterMaker,
  newStationKey,
  open,
  seal,
  stationHasher,
} from './matters.ts'
export { openPhonePieces, phoneSealedLength } from './phone-pieces.ts'
