import { type CivilDate, civilDate, dayNumber } from '../calendar/index.ts'
import type { FoundHazard } from '../checklists/index.ts'
import { type FollowUp, isClosed } from '../follow-ups/index.ts'

/** A hazard as whoever checked reports it; of an answer, or one that no question asks for (`question` null). */
export type ReportedHazard = {
  readonly question: string | null
  readonly answer: string | null
  /** Until when it is to be put right. */
  readonly settleBy: CivilDate
  /** When somebody looks again. */
  readonly recheckOn: CivilDate
}

/** The days that a hazard gets unless somebody says otherwise: looked at again on the day after it is to be put right. */
export function defaultDates(days: number, checkedOn: CivilDate): { settleBy: CivilDate; recheckOn: CivilDate } {
  const day = dayNumber(checkedOn)
  return { settleBy: civilDate(day + days), recheckOn: civilDate(day + days + 1) }
}

/** Answers that are hazards and that nobody reported: they may be given other dates, not passed over. */
export function unreportedHazards(
  found: readonly FoundHazard[],
  reported: readonly Pick<ReportedHazard, 'question' | 'answer'>[],
): readonly FoundHazard[] {
  return found.filter(
    ({ name, answer }) => !reported.some((hazard) => hazard.question === name && hazard.answer === answer),
  )
}

/** Reported of an answer that was not given, or that is no hazard. */
export function inventedHazards<H extends Pick<ReportedHazard, 'question' | 'answer'>>(
  found: readonly FoundHazard[],
  reported: readonly H[],
): readonly H[] {
  return reported.filter(
    ({ question, answer }) =>
      question !== null && !found.some((hazard) => hazard.name === question && hazard.answer === answer),
  )
}

/** Which date of a hazard is wrong, or null: put right from today on, looked at again not before that day. */
export function wrongDate(
  { settleBy, recheckOn }: Pick<ReportedHazard, 'settleBy' | 'recheckOn'>,
  today: CivilDate,
): 'settleBy' | 'recheckOn' | null {
  if (dayNumber(settleBy) < dayNumber(today)) return 'settleBy'
  return dayNumber(recheckOn) < dayNumber(settleBy) ? 'recheckOn' : null
}

export const recheckOutcomes = ['rectified', 'not-rectified'] as const
export type RecheckOutcome = (typeof recheckOutcomes)[number]

/** What a re-check appends to the hazard's follow-up. */
export type RecheckStep = 'settled' | 'reopened' | 'worked'

/**
 * Rectified 销号 settles it; where its owner said so before, the re-check is the confirmation and appends nothing. Not
 * rectified opens a settled one again; one that is still open is left to its clock and the ladder, which know now that a
 * targeted check was made. null: nothing to append. A closed one that is found undone is opened where the rules let it.
 */
export function recheckStep(followUp: FollowUp, outcome: RecheckOutcome): RecheckStep | null {
  const settled = followUp.state === 'settled' || isClosed(followUp)
  if (outcome === 'rectified') return settled ? null : 'settled'
  return settled ? 'reopened' : 'worked'
}
