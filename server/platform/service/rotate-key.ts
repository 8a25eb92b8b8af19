import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { sheetNumber } from '../backup/recovery-sheet.ts'
import { loadRotatingSecrets, noteNextOuterKey, putNextOuterKey } from '../data-directory/secrets.ts'
import { type StartError, startError } from '../data-directory/start-error.ts'
import type { Connection } from '../db/connection.ts'
import { record } from '../records/audit.ts'
import { unwrapKey, wrapKey } from '../secrets/index.ts'
import type { LoneStation } from './station-access.ts'

/** What has been done when it is told. */
export type RotationStep = 'checked' | 'noted' | 'wrapped' | 'done'

export type Rotated = {
  readonly stations: number
  /** The new one, for its recovery sheet. */
  readonly outerKey: Buffer
  /** Of the sheets: that of the key until now still opens the backups made until now. */
  readonly number: string
  readonly formerNumber: string
  /** An exchange that was broken off earlier was finished. */
  readonly resumed: boolean
}

/**
 * Exchanges the key outside the database that wraps each station's key. The next key is noted beside the present one,
 * all stations are wrapped under it in one transaction, then it takes the present one's place: ended between any two of
 * these, both keys are there, a start is refused, and called again it goes on. Nothing that is sealed is touched.
 * Errors: rotation-wrong-key, with nothing changed.
 */
export async function rotateKey(
  { dataDir, db, now }: Pick<LoneStation, 'dataDir' | 'db' | 'now'>,
  onStep: (step: RotationStep) => unknown = () => undefined,
): Promise<Rotated> {
  const before = await loadRotatingSecrets(dataDir)
  const present = keyOf(before.secrets.outerKey)
  await openAll(db, dataDir, [present, ...(before.nextOuterKey ? [keyOf(before.nextOuterKey)] : [])])
  await onStep('checked')

  const next = keyOf((await noteNextOuterKey(dataDir)).nextOuterKey)
  await onStep('noted')

  const numbers = { number: sheetNumber(next), formerNumber: sheetNumber(present) }
  const stations = await db.transaction().execute(async (tx) => {
    const opened = await openAll(tx, dataDir, [next, present])
    for (const { stationId, key } of opened) {
      const wrapped = wrapKey(next, key, { purpose: 'station-key', stationId })
      await sql`update station set wrapped_key = ${wrapped} where station_id = ${stationId}`.execute(tx)
      const ctx = { station: { id: stationId, name: '', timeZone: '', demo: false }, now, newId: () => randomUUIDv7() }
      await record({ ...ctx, requestId: randomUUIDv7(), address: 'machine' }, tx, {
        action: 'station.key-rotated',
        entity: 'station',
        entityId: stationId,
        details: { from: numbers.formerNumber, to: numbers.number },
      })
    }
    return opened.length
  })
  await onStep('wrapped')

  await openAll(db, dataDir, [next])
  await putNextOuterKey(dataDir)
  await onStep('done')
  return { stations, outerKey: next, ...numbers, resumed: before.nextOuterKey !== null }
}

const keyOf = (text: string): Buffer => Buffer.from(text, 'base64')

/** Each station's key, opened by the first of these that opens it; held against other changes in a transaction. */
async function openAll(
  connection: Connection,
  dataDir: string,
  keys: readonly Buffer[],
): Promise<readonly { readonly stationId: string; readonly key: Buffer }[]> {
  const { rows } = await sql<{ stationId: string; wrappedKey: Buffer }>`
    select station_id, wrapped_key from station order by station_id for update`.execute(connection)
  return rows.map(({ stationId, wrappedKey }) => {
    for (const key of keys) {
      const opened = unwrapOrNull(key, wrappedKey, stationId)
      if (opened) return { stationId, key: opened }
    }
    throw wrongKey(dataDir)
  })
}

function unwrapOrNull(key: Buffer, wrapped: Buffer, stationId: string): Buffer | null {
  try {
    return unwrapKey(key, wrapped, { purpose: 'station-key', stationId })
  } catch {
    return null
  }
}

const wrongKey = (dataDir: string): StartError =>
  startError('rotation-wrong-key', {
    zh: `${dataDir} 中的密钥打不开这个数据库里的内容，没有更换；请从备份或恢复单找回原来的密钥。`,
    en: `The key in ${dataDir} does not open what is in this database; it was not exchanged. Bring the right key back from a backup or the recovery sheet.`,
  })
