import { type CivilDate, civilDate, type Instant, type Zone } from '../calendar/index.ts'
import type { FollowUpEntry } from '../follow-ups/entry.ts'
import type { DisputeCause } from './causes.ts'
import { changedBy, unbegun } from './changed.ts'
import type { Circumstance } from './circumstances.ts'
import type { DisputeHost, Origin, OutsideReferral, Procedure } from './procedures.ts'
import type { ConfirmationStep, DisputeStep, RevisitOutcome, Signature, SittingOutcome } from './step.ts'

/** Both paths of MEDIATION.md “States”, the short one first; `closed` ends the short, `filed` the long one. */
export const disputeStates = [
  'reported',
  'accepted',
  'cadre-contacted',
  'on-the-scene',
  'settled-there',
  'informed',
  'inquiry',
  'sitting',
  'written',
  'oral',
  'performing',
  'not-performed',
  'urged',
  'told-of-court',
  'performed',
  'failed',
  'refused',
  'withdrawn',
  'referred',
  'revisited',
  'closed',
  'filed',
] as const
export type DisputeState = (typeof disputeStates)[number]

export type StandingInstalment = {
  readonly no: number
  readonly dueOn: CivilDate
  readonly outcome: 'due' | 'performed' | 'not-performed'
  readonly on: CivilDate | null
}

export type Agreement = {
  readonly id: string
  readonly form: 'written' | 'oral'
  readonly reachedOn: CivilDate
  /** Whose signatures it takes effect by; empty for an oral one, which takes effect when reached and written down. */
  readonly needed: readonly Signature[]
  readonly signedBy: readonly Signature[]
  readonly effectiveOn: CivilDate | null
  readonly instalments: readonly StandingInstalment[]
}

/** What a dispute's steps come to. */
export type Dispute = {
  readonly state: DisputeState
  /** When the station knew of the step that brought this state. */
  readonly since: Instant
  readonly reportedAt: Instant
  readonly reportedOn: CivilDate
  readonly reportedBy: string
  readonly reporterIds: readonly string[]
  readonly procedure: Procedure | null
  readonly cause: DisputeCause | null
  readonly origin: Origin | null
  readonly host: DisputeHost | null
  readonly circumstances: readonly Circumstance[]
  readonly acceptedOn: CivilDate | null
  readonly acceptedBy: string | null
  readonly caseFiledOn: CivilDate | null
  readonly extensions: number
  readonly cadreContacted: boolean
  readonly informed: boolean
  readonly inquiries: number
  /** Of the procedure that runs now. */
  readonly sittings: readonly { readonly no: number; readonly on: CivilDate; readonly outcome: SittingOutcome }[]
  readonly agreement: Agreement | null
  readonly confirmation: { readonly step: ConfirmationStep; readonly on: CivilDate } | null
  /** The day from which revisits are counted: settled there, or the agreement took effect. */
  readonly settledOn: CivilDate | null
  readonly revisits: readonly {
    readonly no: number
    readonly how: 'phone' | 'in-person'
    readonly outcome: RevisitOutcome
    readonly on: CivilDate
  }[]
  readonly remediesTold: boolean
  readonly refusedFor: string | null
  readonly referredTo: OutsideReferral | null
  readonly riskReported: boolean
  readonly noPenalty: 'applied' | 'approved' | 'denied' | null
  readonly incident: 'undecided' | 'incident' | 'not-an-incident'
  readonly incidentId: string | null
  readonly needId: string | null
  readonly endedOn: CivilDate | null
}

/**
 * What a dispute's follow-up comes to as a dispute (DOMAIN.md §6: its steps are entries of its follow-up, not a second
 * machine). `zone` says on which civil day it was reported. Throws RangeError when the first entry is no `opened`.
 */
export function disputeOf(entries: readonly FollowUpEntry[], zone: Zone): Dispute {
  const [first, ...others] = entries
  if (first?.kind !== 'opened') throw new RangeError('a follow-up begins by being opened')
  let dispute = reported(first, zone)
  for (const entry of others) {
    if (entry.kind === 'worked' && entry.dispute !== null) {
      dispute = withStep(dispute, entry.dispute, { by: entry.by, receivedAt: entry.receivedAt })
    } else if (entry.kind === 'joined') {
      dispute = { ...dispute, reporterIds: [...new Set([...dispute.reporterIds, ...entry.reporterIds])] }
    }
  }
  return dispute
}

/** One more step, which the rules let in. */
export function withStep(
  before: Dispute,
  step: DisputeStep,
  { by, receivedAt }: { readonly by: string; readonly receivedAt: Instant },
): Dispute {
  const after = changedBy(before, step, by)
  return after.state === before.state ? after : { ...after, since: receivedAt }
}

const reported = (first: Extract<FollowUpEntry, { kind: 'opened' }>, zone: Zone): Dispute => ({
  state: 'reported',
  since: first.receivedAt,
  reportedAt: first.at,
  reportedOn: civilDate(zone.dayOf(first.at)),
  reportedBy: first.by,
  reporterIds: first.reporterId === null ? [] : [first.reporterId],
  procedure: null,
  cause: null,
  origin: null,
  host: null,
  circumstances: [],
  acceptedOn: null,
  acceptedBy: null,
  caseFiledOn: null,
  cadreContacted: false,
  ...unbegun,
  riskReported: false,
  noPenalty: null,
  incident: 'undecided',
  incidentId: null,
  needId: null,
  endedOn: null,
})
