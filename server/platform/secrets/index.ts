export { hmac, keyedHash, unwrapKey, wrapKey } from './cipher.ts'
export type { Keys } from './keys.ts'
export {
  applyErasures,
  createMatter,
  eraseMatter,
  getMatter,
  type Matter,
  matterMaker,
  newStationKey,
  open,
  seal,
} from './matters.ts'
