import type { Database } from '../../platform/db/connection.ts'
import type { Keys } from '../../platform/secrets/index.ts'

/** What phones are given by the machine that serves them. */
export type DeviceParts = {
  readonly db: Database
  readonly keys: Keys
  /** Unfinished uploads lie in its folder `arriving`. */
  readonly dataDir: string
  now(): Date
  newId(): string
}
