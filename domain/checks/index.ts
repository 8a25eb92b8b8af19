export type { CheckAction, CheckState, OutsideParty, Present, Signed } from './check.ts'
export {
  allowedInCheck,
  checkActions,
  checkStateOf,
  checkStates,
  otherPartyRoles,
  outsideParties,
  partyMissing,
  planStands,
  signatureMissing,
} from './check.ts'
export type { RecheckOutcome, RecheckStep, ReportedHazard } from './hazards.ts'
export {
  defaultDates,
  inventedHazards,
  recheckOutcomes,
  recheckStep,
  unreportedHazards,
  wrongDate,
} from './hazards.ts'
