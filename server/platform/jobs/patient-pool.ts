import { setTimeout as passed } from 'node:timers/promises'
import pg from 'pg'

/** A database that is not there at the moment: it refuses, is starting, or ended while it was asked. */
const notThere = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'])
const tryAgainMs = 250

const isLost = (error: unknown): error is Error =>
  error instanceof Error &&
  (('code' in error && notThere.has(String(error.code))) || error.message.startsWith('Connection terminated'))

type Connected = Parameters<pg.Pool['connect']>[0]

/**
 * The runner's connections, which outlive a database that is started again. When a job ends meanwhile, the runner writes
 * that down in a promise that nobody catches, so that an error of it would end the whole process. It tries again by itself
 * what cannot be done now (57P03), and nothing else: connecting waits, and a query that is cut off says that instead.
 */
export class PatientPool extends pg.Pool {
  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: PatientClient } as pg.PoolConfig)
  }

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
        if (!isLost(error)) throw error
        await passed(tryAgainMs, undefined, { ref: false })
      }
    }
  }
}

class PatientClient extends pg.Client {
  override query = ((...asked: unknown[]) => {
    const answer: unknown = Reflect.apply(pg.Client.prototype.query, this, asked)
    if (!(answer instanceof Promise)) return answer
    return answer.catch((error: unknown) => {
      throw isLost(error) ? Object.assign(error, { code: '57P03' }) : error
    })
  }) as pg.Client['query']
}
