import { type CivilDate, civilDate, dayNumber } from '../calendar/index.ts'
import { isShort } from './changed.ts'
import type { Dispute } from './dispute.ts'
import type { DisputeSettings } from './settings.ts'
import { addWorkingDays } from './working-days.ts'

export const disputeDateKinds = ['mediation-ends', 'second-sitting', 'performance', 'confirmation', 'revisit'] as const
export type DisputeDateKind = (typeof disputeDateKinds)[number]

/** A day that a dispute stands under, the last one on which it is in time. */
export type DisputeDate = {
  readonly kind: DisputeDateKind
  /** Of an instalment or a revisit; 1 else. */
  readonly no: number
  /** null: the year's holidays are not entered, so nobody can say. */
  readonly on: CivilDate | null
  readonly yearNotEntered: number | null
}

const after = (date: CivilDate, days: number): CivilDate => civilDate(dayNumber(date) + days)
const dated = (kind: DisputeDateKind, no: number, on: CivilDate): DisputeDate => ({
  kind,
  no,
  on,
  yearNotEntered: null,
})

/**
 * All dates that run now (MEDIATION.md “Clocks”), the earliest first and those that nobody can say at the head: 30 days
 * from acceptance or of a case from its filing (each extension 30 more), 7 working days to the second sitting, 30 days to
 * judicial confirmation, each date of performance, each revisit.
 */
export function disputeDates(dispute: Dispute, settings: DisputeSettings): readonly DisputeDate[] {
  const dates = [
    ...settling(dispute),
    ...secondSitting(dispute, settings),
    ...performance(dispute),
    ...confirmation(dispute),
    ...revisits(dispute, settings),
  ]
  return dates.sort((a, b) => (a.on ?? '').localeCompare(b.on ?? '') || a.no - b.no)
}

/** How many days before a date sifang warns. */
export const warningDays = [7, 3, 0] as const

/** The dates of which somebody is warned on `today`: 7, 3 and 0 days before, and each day that one is past. */
export function dueWarnings(
  dates: readonly DisputeDate[],
  today: CivilDate,
): readonly (DisputeDate & { readonly daysLeft: number | null })[] {
  const now = dayNumber(today)
  return dates
    .map((date) => ({ ...date, daysLeft: date.on === null ? null : dayNumber(date.on) - now }))
    .filter(({ daysLeft }) => daysLeft === null || daysLeft < 0 || warningDays.some((days) => days === daysLeft))
}

function settling(dispute: Dispute): DisputeDate[] {
  const { procedure, state, settledOn, acceptedOn, caseFiledOn, extensions } = dispute
  if (acceptedOn === null || settledOn !== null || ended.includes(state)) return []
  if (procedure === 'public-security') {
    return [dated('mediation-ends', 1, after(caseFiledOn ?? acceptedOn, 30 * (1 + extensions)))]
  }
  return procedure === 'people' ? [dated('mediation-ends', 1, after(acceptedOn, 30))] : []
}

const ended: readonly Dispute['state'][] = ['failed', 'refused', 'withdrawn', 'referred', 'closed', 'filed']

function secondSitting(dispute: Dispute, { holidayNotices }: DisputeSettings): DisputeDate[] {
  const [first] = dispute.sittings
  const waits = dispute.sittings.length === 1 && first?.outcome !== 'agreed' && !ended.includes(dispute.state)
  if (dispute.procedure !== 'public-security' || first === undefined || !waits) return []
  const last = addWorkingDays(first.on, 7, holidayNotices)
  if (last.kind === 'date') return [dated('second-sitting', 2, last.on)]
  return [{ kind: 'second-sitting', no: 2, on: null, yearNotEntered: last.year }]
}

const performance = ({ agreement, state }: Dispute): DisputeDate[] =>
  agreement === null || agreement.effectiveOn === null || ended.includes(state)
    ? []
    : agreement.instalments
        .filter(({ outcome }) => outcome === 'due')
        .map(({ no, dueOn }) => dated('performance', no, dueOn))

/** Only while nobody has applied. */
function confirmation(dispute: Dispute): DisputeDate[] {
  const last = lastConfirmationDay(dispute)
  return last === null || dispute.confirmation !== null || ended.includes(dispute.state)
    ? []
    : [dated('confirmation', 1, last)]
}

/** The 30th day after the agreement took effect, which is not counted itself (人民调解法 art. 33). */
export const lastConfirmationDay = ({ procedure, agreement }: Dispute): CivilDate | null =>
  procedure !== 'people' || agreement === null || agreement.effectiveOn === null
    ? null
    : after(agreement.effectiveOn, 30)

/** none → applied → accepted → confirmed | denied; expired when nobody applied in time. */
export function confirmationState(dispute: Dispute, today: CivilDate) {
  if (dispute.confirmation !== null) return dispute.confirmation.step
  const last = lastConfirmationDay(dispute)
  return last !== null && today > last ? 'expired' : 'none'
}

function revisits(dispute: Dispute, settings: DisputeSettings): DisputeDate[] {
  const { settledOn, state } = dispute
  if (settledOn === null || ended.includes(state)) return []
  return plannedRevisits(dispute, settings)
    .map((days, index) => dated('revisit', index + 1, after(settledOn, days)))
    .filter(({ no }) => !dispute.revisits.some((revisit) => revisit.no === no))
}

/** Days after it was settled; none after 就地劝和, of which nobody's name is known. */
export const plannedRevisits = ({ procedure }: Dispute, settings: DisputeSettings): readonly number[] => {
  if (procedure === 'informal') return []
  return isShort(procedure) ? settings.revisitDaysOnScene : settings.revisitDaysAgreement
}
