/**
 * `storage-full`: the phone could not keep it, and nothing of it was kept; `pin-too-simple`: see pin.ts;
 * `passkey-unusable`: this phone's own lock gives no key; `not-open`: the phone is locked, blank or revoked.
 */
export type PhoneProblemCode = 'storage-full' | 'pin-too-simple' | 'passkey-unusable' | 'not-open'

/** What the phone itself refuses; what the server refuses is an `ApiProblem`. */
export class PhoneProblem extends Error {
  readonly code: PhoneProblemCode

  constructor(code: PhoneProblemCode) {
    super(code)
    this.name = 'PhoneProblem'
    this.code = code
  }
}

/** For what is worth trying, and no worse where there is no room for it: false on a full disk. */
export function unlessFull(error: unknown): false {
  if (error instanceof PhoneProblem && error.code === 'storage-full') return false
  throw error
}
