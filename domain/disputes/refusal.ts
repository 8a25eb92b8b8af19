import { type CivilDate, dayNumber } from '../calendar/index.ts'
import type { ProblemCode } from '../problems.ts'
import { allowedSteps } from './allowed.ts'
import type { Circumstance } from './circumstances.ts'
import { lastConfirmationDay } from './dates.ts'
import type { Agreement, Dispute, DisputeState } from './dispute.ts'
import { type Asked, type GuardRefusal, guardRefusal } from './guards.ts'
import { type Missing, missingOf } from './missing.ts'
import type { HostFacts, Procedure } from './procedures.ts'
import type { DisputeSettings } from './settings.ts'
import { confirmationSteps, type DisputeStep, type DisputeStepKind } from './step.ts'
import { isTaken } from './supplements.ts'
import { addWorkingDays } from './working-days.ts'

/** Why a step is not let in, with what the one who tried needs to go on. */
export type StepRefusal =
  | { readonly kind: 'guard'; readonly code: ProblemCode; readonly guard: GuardRefusal }
  | {
      readonly kind: 'state'
      readonly code: ProblemCode
      /** What stands now, and what is allowed. */
      readonly state: DisputeState
      readonly allowed: readonly DisputeStepKind[]
      readonly missing: readonly Missing[]
    }

export type StepFacts = {
  /** Of the host that the step names, or that stands. */
  readonly host: HostFacts | null
  readonly today: CivilDate
  readonly settings: DisputeSettings
}

/**
 * Why a step is refused on what stands, or null: first the state, then the guards with their article and routes, then what
 * the step says itself.
 */
export function stepRefusal(dispute: Dispute, step: DisputeStep, facts: StepFacts): StepRefusal | null {
  const stands = (code: ProblemCode): StepRefusal => ({
    kind: 'state',
    code,
    state: dispute.state,
    allowed: allowedSteps(dispute),
    missing: missingOf(dispute, facts.settings),
  })
  if (!allowedSteps(dispute).includes(step.kind)) {
    return stands(sittingsOver(dispute, step) ? 'dispute/no-third-sitting' : 'dispute/not-allowed-now')
  }

  const asked = askedBy(dispute, step, facts.host)
  const guard = asked === null ? null : guardRefusal(asked, facts.settings.guardsOff)
  if (guard !== null) return { kind: 'guard', code: guard.code, guard }

  const code = wrongIn(dispute, step, facts)
  return code === null ? null : stands(code)
}

const sittingsOver = ({ procedure, sittings, state }: Dispute, { kind }: DisputeStep): boolean =>
  kind === 'sitting' && procedure === 'public-security' && sittings.length >= 2 && state === 'sitting'

/** What the guards are asked for a step; null for one that no guard is about. */
function askedBy(dispute: Dispute, step: DisputeStep, host: HostFacts | null): Asked | null {
  const asked = (procedure: Procedure, at: Asked['at'], circumstances: readonly Circumstance[]): Asked => ({
    procedure,
    at,
    circumstances,
    host,
    sitting: null,
    writtenAgreement: false,
  })
  const procedure = dispute.procedure ?? 'referral'
  switch (step.kind) {
    case 'procedure-chosen':
      return asked(step.procedure, 'opening', step.circumstances)
    case 'procedure-changed':
      return asked(step.procedure, 'opening', dispute.circumstances)
    case 'settled-there':
      return asked(procedure, 'agreement', dispute.circumstances)
    case 'sitting': {
      const officers = step.present.filter(({ part }) => part === 'officer').length
      return { ...asked(procedure, 'sitting', dispute.circumstances), sitting: { officers, recorded: step.recorded } }
    }
    case 'agreed':
      return { ...asked(procedure, 'agreement', dispute.circumstances), writtenAgreement: step.form === 'written' }
    case 'confirmation':
      return asked(procedure, 'confirmation', dispute.circumstances)
    default:
      return null
  }
}

function wrongIn(dispute: Dispute, step: DisputeStep, { today, settings }: StepFacts): ProblemCode | null {
  if ('on' in step && dayNumber(step.on) > dayNumber(today)) return 'follow-up/in-the-future'
  switch (step.kind) {
    case 'sitting':
      return sittingWrong(dispute, step, settings)
    case 'agreed':
      return agreementWrong(step)
    case 'signed': {
      const needed = dispute.agreement?.needed ?? []
      return step.by.every((signature) => needed.includes(signature)) ? null : 'dispute/signature-unknown'
    }
    case 'instalment': {
      const open = dispute.agreement?.instalments.find(({ no }) => no === step.no)
      return open === undefined || open.outcome === 'performed' ? 'dispute/instalment-unknown' : null
    }
    case 'confirmation':
      return confirmationWrong(dispute, step)
    case 'no-penalty':
      return (step.to === 'applied') === (dispute.noPenalty === null) ? null : 'dispute/not-allowed-now'
    case 'supplemented':
      return isTaken(dispute, step.of, step.no) ? null : 'dispute/not-supplemented'
    case 'filed':
      return missingOf(dispute, settings).length === 0 ? null : 'dispute/not-complete'
    default:
      return null
  }
}

function sittingWrong(
  dispute: Dispute,
  step: Extract<DisputeStep, { kind: 'sitting' }>,
  { holidayNotices }: DisputeSettings,
): ProblemCode | null {
  if (step.outcome === 'agreed' && !bothSidesThere(step)) return 'dispute/party-absent'
  const [first] = dispute.sittings
  if (dispute.procedure !== 'public-security' || first === undefined) return null
  const last = addWorkingDays(first.on, 7, holidayNotices)
  // where nobody can say the day, the date says so aloud and nobody is refused by a guess
  return last.kind === 'date' && step.on > last.on ? 'dispute/second-sitting-late' : null
}

/** An applicant and a respondent, each in person or by somebody who sits for them. */
function bothSidesThere({ present }: Extract<DisputeStep, { kind: 'sitting' }>): boolean {
  const parts = present.map(({ part }) => part)
  if (parts.includes('applicant') && parts.includes('respondent')) return true
  // who speaks for somebody that is there brings nobody else
  const absent = new Set(present.flatMap(({ forPartyId }) => forPartyId ?? []))
  for (const { personId } of present) if (personId !== null) absent.delete(personId)
  return parts.includes('applicant') || parts.includes('respondent') ? absent.size > 0 : absent.size > 1
}

function agreementWrong(step: Extract<DisputeStep, { kind: 'agreed' }>): ProblemCode | null {
  if (step.partyIds.length < 2) return 'dispute/two-parties'
  const numbers = new Set(step.instalments.map(({ no }) => no))
  if (numbers.size !== step.instalments.length) return 'dispute/instalment-unknown'
  return step.instalments.some(({ dueOn }) => dueOn < step.on) ? 'dispute/due-before' : null
}

/** “Both parties apply together within 30 days of the agreement taking effect” (art. 33); then one step after the other. */
function confirmationWrong(
  dispute: Dispute & { readonly agreement: Agreement | null },
  step: Extract<DisputeStep, { kind: 'confirmation' }>,
): ProblemCode | null {
  const stands = dispute.confirmation?.step ?? null
  if (step.to === 'applied') {
    if (stands !== null) return 'dispute/not-allowed-now'
    if (!step.together) return 'dispute/confirmation-together'
    const last = lastConfirmationDay(dispute)
    return last !== null && step.on > last ? 'dispute/confirmation-late' : null
  }
  const order = confirmationSteps.indexOf(step.to)
  const before = stands === null ? -1 : confirmationSteps.indexOf(stands)
  // accepted after applied; confirmed or denied after accepted
  return (step.to === 'accepted' ? before === 0 : before === 1 && order > 1) ? null : 'dispute/not-allowed-now'
}
