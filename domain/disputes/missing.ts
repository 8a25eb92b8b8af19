import { needOf } from './causes.ts'
import { incidentReasons } from './circumstances.ts'
import { plannedRevisits } from './dates.ts'
import type { Dispute } from './dispute.ts'
import type { DisputeSettings } from './settings.ts'

/** What is still missing before a dispute can be put away. */
export type Missing =
  | { readonly kind: 'procedure' }
  | { readonly kind: 'cadre' }
  | { readonly kind: 'informed' }
  | { readonly kind: 'incident-decision' }
  | { readonly kind: 'need' }
  | { readonly kind: 'signature'; readonly of: string }
  | { readonly kind: 'performance'; readonly no: number }
  | { readonly kind: 'revisit'; readonly no: number }
  | { readonly kind: 'remedies-told' }
  | { readonly kind: 'outcome' }

/** The states in which a dispute is over but for what is missing. */
const outcomes: readonly Dispute['state'][] = [
  'settled-there',
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
]

/** All that is missing, in the order in which it is asked for. */
export function missingOf(dispute: Dispute, settings: DisputeSettings): readonly Missing[] {
  const { state, procedure, agreement } = dispute
  const missing: Missing[] = []
  const over = gone.includes(state) || dispute.refusedFor !== null
  if (procedure === null && !over) missing.push({ kind: 'procedure' })
  if (procedure === 'on-scene' && !dispute.cadreContacted && !over) missing.push({ kind: 'cadre' })
  if (incidentUndecided(dispute)) missing.push({ kind: 'incident-decision' })
  if (!outcomes.includes(state)) missing.push({ kind: 'outcome' })
  if (agreement !== null) missing.push(...ofAgreement(dispute))
  if (dispute.settledOn !== null && state !== 'closed' && state !== 'filed') {
    missing.push(...revisitsMissing(dispute, settings))
  }
  if (tellsRemedies(dispute)) missing.push({ kind: 'remedies-told' })
  if (!over && procedure !== 'informal' && needWaits(dispute)) missing.push({ kind: 'need' })
  return missing
}

const gone: readonly Dispute['state'][] = ['refused', 'withdrawn', 'referred']

/** It came by 110 or with an injury, a weapon or damage, and nobody has said whether it is an incident as well. */
export const incidentUndecided = ({ incident, circumstances }: Dispute): boolean =>
  incident === 'undecided' && incidentReasons(circumstances).length > 0

const needWaits = ({ cause, needId }: Dispute): boolean => cause !== null && needOf(cause) !== null && needId === null

const tellsRemedies = ({ state, remediesTold }: Dispute): boolean => state === 'failed' && !remediesTold

function ofAgreement({ agreement, state }: Dispute): readonly Missing[] {
  if (agreement === null || state === 'failed') return []
  const signatures = agreement.needed
    .filter((signature) => !agreement.signedBy.includes(signature))
    .map((of): Missing => ({ kind: 'signature', of }))
  // who was told of the court has been told all that the station can say
  if (state === 'told-of-court') return signatures
  return [
    ...signatures,
    ...agreement.instalments
      .filter(({ outcome }) => outcome !== 'performed')
      .map(({ no }): Missing => ({ kind: 'performance', no })),
  ]
}

const revisitsMissing = (dispute: Dispute, settings: DisputeSettings): readonly Missing[] =>
  plannedRevisits(dispute, settings)
    .map((_, index) => index + 1)
    .filter((no) => !dispute.revisits.some((revisit) => revisit.no === no))
    .map((no): Missing => ({ kind: 'revisit', no }))
