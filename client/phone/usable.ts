import type { Standing } from './types.ts'

/** Why the app cannot work here; null: it can. Encryption is there over HTTPS and on the machine itself only. */
export function unusable(factory: IDBFactory | undefined): Standing | null {
  if (globalThis.isSecureContext === false) return { kind: 'unusable', why: 'plain-http' }
  if (!globalThis.crypto?.subtle || typeof AbortSignal.any !== 'function' || typeof [].toSorted !== 'function') {
    return { kind: 'unusable', why: 'old-browser' }
  }
  return factory ? null : { kind: 'unusable', why: 'no-storage' }
}
