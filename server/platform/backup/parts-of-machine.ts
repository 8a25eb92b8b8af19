import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from '../clock/clock.ts'
import type { Secrets } from '../data-directory/secrets.ts'
import type { Keys } from '../secrets/keys.ts'
import { programVersion } from '../service/version.ts'
import type { KeepParts } from './keep-backups.ts'

type MachineParts = {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly keys: Keys
  readonly clock: Pick<Clock, 'isSet' | 'offsetMs' | 'now'>
  readonly log: Logger
  readonly pool: pg.Pool
  now(): Date
}

/** What the backups of a started machine are made from. `copyTo`: SIFANG_BACKUP_COPY. */
export function keepPartsOf(machine: MachineParts, copyTo?: string): KeepParts & { readonly pool: pg.Pool } {
  const { clock } = machine
  return {
    url: machine.databaseUrl,
    dataDir: machine.dataDir,
    secrets: secretsOf(machine.keys),
    version: programVersion,
    log: machine.log,
    pool: machine.pool,
    now: machine.now,
    copyTo: copyTo || undefined,
    get clock() {
      return clock.isSet
        ? { kind: 'set' as const, offsetMs: clock.offsetMs, lastSeenMs: clock.now() }
        : { kind: 'real' as const }
    },
  }
}

/** The keys as they lie in `secrets.json`. */
export function secretsOf(keys: Keys): Secrets {
  return {
    outerKey: keys.outer.toString('base64'),
    auditKey: keys.audit.toString('base64'),
    commandKey: keys.command.toString('base64'),
    sessionSecret: keys.session.toString('base64'),
  }
}
