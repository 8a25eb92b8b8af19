import type { Dispute, DisputeState } from './dispute.ts'
import type { Procedure } from './procedures.ts'
import type { DisputeStepKind } from './step.ts'

type Kinds = readonly DisputeStepKind[]

const elsewhere: Kinds = ['procedure-changed', 'referred', 'withdrawn', 'refused']
const beside: Kinds = ['incident-decided', 'learned', 'need-opened', 'risk-reported', 'extended', 'remedies-told']
const going: Kinds = [...elsewhere, ...beside]
/** Nothing more is mediated here: told of the remedies, tried otherwise, or put away. */
const over: Kinds = [
  'remedies-told',
  'filed',
  'procedure-changed',
  'referred',
  'incident-decided',
  'need-opened',
  'learned',
]
const lookingIn: Kinds = [
  'revisited',
  'confirmation',
  'no-penalty',
  'need-opened',
  'incident-decided',
  'learned',
  'risk-reported',
]

/** What may come next in each state, the likeliest first (MEDIATION.md “States”). */
const allowedIn: Readonly<Record<DisputeState, Kinds>> = {
  reported: ['procedure-chosen', 'refused', 'referred', 'incident-decided', 'risk-reported'],
  accepted: ['cadre-contacted', 'on-the-scene', 'informed', 'settled-there', 'failed', ...going],
  'cadre-contacted': ['on-the-scene', 'cadre-contacted', 'failed', ...going],
  'on-the-scene': ['settled-there', 'failed', 'cadre-contacted', ...going],
  'settled-there': [...lookingIn, 'filed', 'procedure-changed', 'referred'],
  informed: ['sitting', 'inquiry', 'failed', ...going],
  inquiry: ['sitting', 'inquiry', 'failed', ...going],
  sitting: ['agreed', 'sitting', 'inquiry', 'failed', ...going],
  written: ['signed', 'failed', ...going],
  oral: ['failed', ...going],
  performing: ['instalment', ...lookingIn, 'procedure-changed'],
  'not-performed': ['urged', 'instalment', 'told-of-court', ...lookingIn, 'procedure-changed'],
  urged: ['instalment', 'told-of-court', ...lookingIn, 'procedure-changed'],
  'told-of-court': ['revisited', 'instalment', 'filed', ...lookingIn, 'referred'],
  performed: [...lookingIn, 'filed', 'procedure-changed'],
  failed: over,
  refused: over,
  withdrawn: over,
  referred: over,
  revisited: ['filed', ...lookingIn, 'instalment', 'procedure-changed', 'referred'],
  closed: [],
  filed: [],
}

const onScene: readonly Procedure[] = ['on-scene']
const sittings: readonly Procedure[] = ['people', 'public-security']

/** Of what was taken up, also when it was put away: a word that a paper lacks is still entered. */
const always: Kinds = ['supplemented']

/** Steps that belong to some procedures only. */
const ofProcedures: Partial<Record<DisputeStepKind, readonly Procedure[]>> = {
  'cadre-contacted': onScene,
  'on-the-scene': onScene,
  'settled-there': ['on-scene', 'informal'],
  informed: sittings,
  inquiry: sittings,
  sitting: sittings,
  agreed: sittings,
  signed: sittings,
  instalment: sittings,
  urged: sittings,
  'told-of-court': sittings,
  // a side track after an agreement of the people's mediation
  confirmation: ['people'],
  extended: ['public-security'],
  // the parties' own settlement, or a people's-mediation agreement, that is performed (2026, art. 9 ¶4)
  'no-penalty': ['people', 'on-scene'],
}

/** The kinds of step that the rules allow now, the likeliest first; each once. */
export function allowedSteps(dispute: Dispute): Kinds {
  const kinds = [...allowedIn[dispute.state], ...always].filter((kind) => isOpen(kind, dispute))
  return [...new Set(kinds)]
}

function isOpen(kind: DisputeStepKind, dispute: Dispute): boolean {
  const { state, procedure, sittings: held, circumstances } = dispute
  const of = ofProcedures[kind]
  if (of !== undefined && (procedure === null || !of.includes(procedure))) return false
  switch (kind) {
    case 'settled-there':
      // at once for 就地劝和; for the police only once they are there
      return state !== 'accepted' || procedure === 'informal'
    case 'agreed':
      return held.at(-1)?.outcome === 'agreed'
    case 'sitting':
      return held.at(-1)?.outcome !== 'agreed' && !(procedure === 'public-security' && held.length >= 2)
    case 'extended':
      return dispute.extensions < 2
    case 'confirmation':
      return confirmationOpen(dispute)
    case 'no-penalty':
      return circumstances.includes('minor-violation') && noPenaltyOpen(dispute)
    case 'need-opened':
      return dispute.needId === null && dispute.cause !== null
    case 'incident-decided':
      return dispute.incident === 'undecided'
    case 'remedies-told':
      return !dispute.remediesTold
    case 'instalment':
      return dispute.agreement?.instalments.some(({ outcome }) => outcome !== 'performed') ?? false
    case 'supplemented':
      // 就地劝和 has no words and no papers
      return procedure !== null && procedure !== 'informal'
    case 'risk-reported':
      return !dispute.riskReported
    default:
      return true
  }
}

const confirmationOpen = ({ agreement, confirmation }: Dispute): boolean =>
  agreement?.effectiveOn !== null &&
  agreement !== null &&
  confirmation?.step !== 'confirmed' &&
  confirmation?.step !== 'denied'

/** Offered when what was agreed is performed. */
const noPenaltyOpen = ({ state, agreement, noPenalty }: Dispute): boolean => {
  const done = agreement?.instalments.every(({ outcome }) => outcome === 'performed') ?? state !== 'reported'
  return done && noPenalty !== 'approved' && noPenalty !== 'denied'
}
