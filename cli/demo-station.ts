import { dayOf } from '@sifang/domain/calendar'
import type { Machine, ServeOptions } from '@sifang/server/main'
import { beginDemo, type DemoSignIn, loadDemo } from '@sifang/server/modules/demo/index'
import { createDefaultPolicy } from '@sifang/server/modules/policies/index'
import { createDefaultStreaks } from '@sifang/server/modules/streaks/index'
import { showProgress } from './progress.ts'

/** Loads the demonstration station, ending now; say `finishDemo` once its passwords were shown. The bigger ones are for measuring. */
export async function makeDemo(
  machine: Machine,
  options: { places: number; days?: number; seed?: number; name?: string },
): Promise<readonly DemoSignIn[]> {
  const bar = showProgress('载入演示派出所 · loading the demo station')
  await beginDemo(machine.db)
  const signIns = await loadDemo(machine, {
    places: options.places,
    days: options.days ?? 730,
    seed: options.seed ?? 370502,
    stationName: options.name ?? '牛庄派出所（演示）',
    now: machine.now(),
    progress: (done, total) => bar.update(done, total),
  })
  bar.stop()
  return signIns
}

/** What a station made on the first-run page has from its first moment on: the default policy, the streaks to be started. */
export function furnishStation(machine: Machine): NonNullable<ServeOptions['furnish']> {
  return async (tx, station, chiefId) => {
    const by = { memberId: chiefId, at: machine.now(), newId: machine.newId }
    await createDefaultPolicy(tx, { id: station.id, createdOn: dayOf(machine.now(), station.timeZone) }, by)
    await createDefaultStreaks(tx, { id: station.id, festivalLastDay: station.settings.festivalLastDay }, by)
  }
}
