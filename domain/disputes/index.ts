export { allowedSteps } from './allowed.ts'
export type { DisputeCause, NeedTo } from './causes.ts'
export { disputeCauses, needOf } from './causes.ts'
export { isShort } from './changed.ts'
export type { Circumstance } from './circumstances.ts'
export { circumstances, incidentReasons } from './circumstances.ts'
export { stepsClash } from './clashes.ts'
export type { DisputeDate, DisputeDateKind } from './dates.ts'
export { confirmationState, disputeDateKinds, disputeDates, dueWarnings, lastConfirmationDay } from './dates.ts'
export type { Agreement, Dispute, DisputeState, StandingInstalment } from './dispute.ts'
export { disputeOf, disputeStates, withStep } from './dispute.ts'
export { alsoOfFollowUp } from './follow-up-steps.ts'
export type { Asked, Guard, GuardName, GuardRefusal } from './guards.ts'
export { guardRefusal, guards, switchableGuards } from './guards.ts'
export { incidentDecisionRefusal } from './incident.ts'
export type { Article } from './laws.ts'
export { articles } from './laws.ts'
export type { Missing } from './missing.ts'
export { incidentUndecided, missingOf } from './missing.ts'
export type { DisputeHost, HostFacts, Origin, OutsideReferral, Procedure, Referral } from './procedures.ts'
export { hasSittings, origins, outsideReferrals, procedures, referrals } from './procedures.ts'
export type { StepFacts, StepRefusal } from './refusal.ts'
export { stepRefusal } from './refusal.ts'
export type { DisputeSettings } from './settings.ts'
export { defaultDisputeSettings } from './settings.ts'
export type {
  ConfirmationStep,
  DisputeStep,
  DisputeStepKind,
  Instalment,
  Present,
  RevisitOutcome,
  Signature,
  SittingOutcome,
  SittingPart,
} from './step.ts'
export {
  committeeSeals,
  confirmationSteps,
  mediatorSigns,
  revisitOutcomes,
  sittingOutcomes,
  sittingParts,
} from './step.ts'
export type { SupplementedField, SupplementedStep } from './supplements.ts'
export { strangeFields, supplementedFields, supplementedSteps } from './supplements.ts'
export type { HolidayNotice, WorkingDate } from './working-days.ts'
export { addWorkingDays, enteredYears, isWorkingDay } from './working-days.ts'
