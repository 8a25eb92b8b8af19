import { dayOf } from '@sifang/domain/calendar'
import { mayChangeCategories } from '@sifang/domain/incidents'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { intend } from '../../platform/records/jobs.ts'
import { type Keys, newStationKey } from '../../platform/secrets/index.ts'
import { datedRefusal } from './dated-settings.ts'
import { getStation, insertStation, type Station, updateSettings } from './queries.ts'
import type { ChangeSettings } from './schema.ts'
import { readSettings } from './settings.ts'

export type NewStation = {
  readonly id: string
  readonly name: string
  readonly divisionCode: string | null
  /** Asia/Shanghai unless told. */
  readonly timeZone?: string
  readonly demo?: boolean
  /** What differs from the defaults. */
  readonly settings?: Record<string, unknown>
  readonly createdAt: Date
  /** Of the change feed; a new one makes every reader start anew. */
  readonly epoch: string
}

/** Makes a station with its own key and its change counter. */
export async function createStation(tx: Tx, keys: Keys, station: NewStation): Promise<Station> {
  const made = {
    id: station.id,
    name: station.name,
    divisionCode: station.divisionCode,
    timeZone: station.timeZone ?? 'Asia/Shanghai',
    demo: station.demo ?? false,
    settings: readSettings(station.settings),
  }
  const wrappedKey = newStationKey(keys, station.id)
  await insertStation(tx, { ...made, wrappedKey, createdAt: station.createdAt, epoch: station.epoch })
  return { ...made, version: 1 }
}

/**
 * Errors: record/changed, with the version that stands; station/dated-in-the-past, station/dated-twice,
 * incident/category-kept, incident/category-named-twice.
 */
export async function changeStationSettings(ctx: Context, command: ChangeSettings): Promise<{ version: number }> {
  return once(ctx, { id: command.id, body: command }, async (tx) => {
    const today = dayOf(ctx.now(), ctx.station.timeZone)
    if (command.settings.recordsFrom > today) fail('request/invalid', {}, [afterToday])
    const standing = await getStation(tx, ctx.station.id)
    const before = standing.settings
    if (standing.version !== command.basedOn) fail('record/changed', { version: standing.version })
    const refusal =
      mayChangeCategories(before.ownCategories, command.settings.ownCategories) ??
      datedRefusal(before, command.settings, today)
    if (refusal) fail(refusal)
    const version = await updateSettings(tx, ctx.station.id, command.basedOn, command.settings)
    if (version === null) return fail('record/changed', { version: (await getStation(tx, ctx.station.id)).version })

    // what turns a place red changed: tiers follow in the background
    if (`${before.redCategories}` !== `${command.settings.redCategories}`)
      await intend(ctx, tx, 'duties.reconsider', {})
    await record(ctx, tx, {
      action: 'station.configured',
      entity: 'station',
      entityId: ctx.station.id,
      details: { version },
    })
    return { reply: { version }, changed: [{ op: 'put', entity: 'station', id: ctx.station.id }] }
  })
}

const afterToday = { path: 'body.settings.recordsFrom', zh: '不能晚于今天', en: 'not later than today' }
