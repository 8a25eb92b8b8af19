import type { ClockRules, FollowUp, FollowUpSubject } from '@sifang/domain/follow-ups'
import { type LadderFacts, type LadderStep, ladderOf, timesHere } from '@sifang/domain/ladder'
import { isDivision } from '@sifang/domain/places/kinds'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { nextAppointment } from '../appointments/index.ts'
import { getStation } from '../stations/index.ts'
import { instant } from './entries.ts'
import { ladderSettingsOf } from './rules.ts'

const asStep = ({ at, ...step }: LadderStep) => ({ ...step, at: at === null ? null : instant(at).toISOString() })

/** Which rule brought a follow-up where it is, what is next, and how many matters lie at its place. */
export async function readLadder(
  ctx: Context,
  { id, placeKind, villageId }: { readonly id: string; readonly placeKind: string; readonly villageId: string | null },
  followUp: FollowUp,
  clocks: ClockRules,
) {
  const taken = await nextAppointment(ctx, ctx.db, villageId)
  const nextAppointmentAt = taken?.startsAt.getTime() ?? null
  const facts = { ...(await ladderFacts(ctx, id, placeKind, followUp, clocks)), nextAppointmentAt }
  const ladder = ladderOf(facts, ctx.now().getTime())
  return {
    ladder: ladder && { stands: asStep(ladder.stands), next: ladder.next && asStep(ladder.next) },
    timesHere: timesHere(facts),
  }
}

/** What the rules of the ladder read of the follow-up itself; when it is taken up next is asked apart. */
export async function ladderFacts(
  ctx: Context,
  id: string,
  placeKind: string,
  followUp: FollowUp,
  clocks: ClockRules,
): Promise<LadderFacts> {
  const { settings } = await getStation(ctx.db, ctx.station.id)
  const { rows } = await sql<{ openedAt: Date; subject: FollowUpSubject; merged: boolean }>`
    select opened_at, subject, state = 'merged' as merged from follow_up
    where station_id = ${ctx.station.id} and place_id = ${followUp.placeId} and id <> ${id}
      and opened_at > ${instant(followUp.openedAt)}::timestamptz - interval '800 days'`.execute(ctx.db)
  return {
    followUp,
    clocks,
    settings: ladderSettingsOf(settings),
    othersHere: rows.map(({ openedAt, ...other }) => ({ ...other, openedAt: openedAt.getTime() })),
    placeHasTier: !isDivision(placeKind),
    nextAppointmentAt: null,
  }
}
