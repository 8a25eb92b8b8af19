/** Keys that lie outside the database (ARCHITECTURE "Secrets of persons", "Commands", "Audit"). 32 bytes each. */
export type Keys = {
  /** Wraps each station's key. */
  readonly outer: Buffer
  /** Chains audit batches. */
  readonly audit: Buffer
  /** Hashes command bodies. */
  readonly command: Buffer
  /** Signs session cookies. */
  readonly session: Buffer
}
