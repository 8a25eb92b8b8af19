import { type Instant, zoneOf } from '@sifang/domain/calendar'
import {
  type ClockRules,
  type DatedClockSettings,
  defaultClocks,
  type FollowUpSubject,
} from '@sifang/domain/follow-ups'
import { type DatedLadderSettings, defaultLadder } from '@sifang/domain/ladder'
import type { JobContext } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import { getStation, type StationSettings } from '../stations/index.ts'
import { readHolders } from './holders.ts'

export type RulesContext = Pick<JobContext, 'station' | 'now'>

/** Before the first date that a station named, the rules' own hold. */
const always = '1900-01-01'

export const clockSettingsOf = ({ clocks }: StationSettings): DatedClockSettings => [
  { effectiveFrom: always, clocks: defaultClocks },
  ...clocks.map(({ effectiveFrom, tell, silence, lengths }) => ({
    effectiveFrom,
    clocks: {
      tell: tell ?? defaultClocks.tell,
      silence: silence ?? defaultClocks.silence,
      lengths: {
        dispute: lengthsOf('dispute', lengths),
        hazard: lengthsOf('hazard', lengths),
        tip: lengthsOf('tip', lengths),
        need: lengthsOf('need', lengths),
        'base-data-change': lengthsOf('base-data-change', lengths),
        order: lengthsOf('order', lengths),
        promise: lengthsOf('promise', lengths),
      },
    },
  })),
]

/** What a station named, else what the rules have. */
const lengthsOf = (subject: FollowUpSubject, named: StationSettings['clocks'][number]['lengths']) => ({
  urgent: named[subject]?.urgent ?? defaultClocks.lengths[subject].urgent,
  ordinary: named[subject]?.ordinary ?? defaultClocks.lengths[subject].ordinary,
})

export const ladderSettingsOf = ({ ladder }: StationSettings): DatedLadderSettings => [
  { effectiveFrom: always, ladder: defaultLadder },
  ...ladder.map(({ effectiveFrom, ...thresholds }) => ({ effectiveFrom, ladder: thresholds })),
]

/** What the clocks of follow-ups in this village run by, from `since` on: settings, and who holds which post when. */
export async function clockRulesFor(
  ctx: RulesContext,
  connection: Connection,
  village: string | null,
  since: Instant,
): Promise<ClockRules> {
  const { settings } = await getStation(connection, ctx.station.id)
  const zone = zoneOf(ctx.station.timeZone)
  return { settings: clockSettingsOf(settings), holdersAt: await readHolders(ctx, connection, village, since), zone }
}
