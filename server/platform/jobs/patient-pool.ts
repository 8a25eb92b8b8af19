import { setTimeout as passed } from 'node:timers/promises'
import pg from 'pg'

/** A database that is not there at the moment: it refuses, is starting, or ended while it was asked to connect. */
const notThere = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P03'])
const tryAgainMs = 250

type Connected = Parameters<pg.Pool['connect']>[0]

/**
 * Waits for a database that is being started again. For the runner: when a job ends meanwhile, it asks once, and nobody
 * catches the refusal, which would end the whole process. Who asks with a callback, as `query` does, is told at once.
 */
export class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  // biome-ignore lint/suspicious/noConfusingVoidType: as pg declares it
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : this.#untilThere()
  }

  async #untilThere(): Promise<pg.PoolClient> {
    for (;;) {
      try {
        return await super.connect()
      } catch (error) {
        // it is being stopped: there is nobody left to tell
        if (this.ending) return new Promise(() => undefined)
        if (!(error instanceof Error && 'code' in error && notThere.has(String(error.code)))) throw error
        await passed(tryAgainMs, undefined, { ref: false })
      }
    }
  }
}
