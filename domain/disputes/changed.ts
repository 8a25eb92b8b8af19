import type { CivilDate } from '../calendar/index.ts'
import type { Agreement, Dispute, DisputeState, StandingInstalment } from './dispute.ts'
import type { Procedure } from './procedures.ts'
import { committeeSeals, type DisputeStep, mediatorSigns, type Signature } from './step.ts'

type Step<K extends DisputeStep['kind']> = Extract<DisputeStep, { kind: K }>

/** What a procedure has not brought yet: how each begins, the first and any other that is chosen instead. */
export const unbegun = {
  extensions: 0,
  informed: false,
  inquiries: 0,
  sittings: [],
  agreement: null,
  confirmation: null,
  settledOn: null,
  revisits: [],
  remediesTold: false,
  refusedFor: null,
  referredTo: null,
} as const satisfies Partial<Dispute>

/** What one more step makes of a dispute; `by` made it. */
export function changedBy(before: Dispute, step: DisputeStep, by: string): Dispute {
  switch (step.kind) {
    case 'procedure-chosen':
      return chosen(before, step, by)
    case 'procedure-changed':
      return anew(before, step)
    case 'learned':
      return { ...before, circumstances: [...new Set([...before.circumstances, ...step.circumstances])] }
    case 'cadre-contacted':
      return { ...forward(before, 'accepted', 'cadre-contacted'), cadreContacted: true }
    case 'on-the-scene':
      return { ...before, state: 'on-the-scene', cadreContacted: before.cadreContacted || step.withCadre }
    case 'settled-there':
      return { ...before, state: 'settled-there', settledOn: step.on }
    case 'informed':
      return { ...forward(before, 'accepted', 'informed'), informed: true }
    case 'inquiry':
      return { ...forward(before, 'informed', 'inquiry'), inquiries: Math.max(before.inquiries, step.no) }
    case 'sitting':
      return {
        ...before,
        state: 'sitting',
        sittings: [...before.sittings, { no: step.no, on: step.on, outcome: step.outcome }],
      }
    case 'agreed':
      return agreed(before, step)
    case 'signed':
      return before.agreement === null ? before : signed(before, before.agreement, step.by, step.on)
    case 'failed':
      return { ...before, state: 'failed', remediesTold: before.remediesTold || step.remediesTold }
    case 'refused':
      return { ...before, state: 'refused', refusedFor: step.guard }
    case 'withdrawn':
      return { ...before, state: 'withdrawn' }
    case 'referred':
      return { ...before, state: 'referred', procedure: 'referral', referredTo: step.to }
    case 'remedies-told':
      return { ...before, remediesTold: true }
    case 'instalment':
      return before.agreement === null ? before : performed(before, before.agreement, step)
    case 'urged':
      return { ...before, state: 'urged' }
    case 'told-of-court':
      return { ...before, state: 'told-of-court' }
    case 'confirmation':
      return { ...before, confirmation: { step: step.to, on: step.on } }
    case 'revisited':
      return revisited(before, step)
    case 'extended':
      return { ...before, extensions: before.extensions + 1 }
    case 'risk-reported':
      return { ...before, riskReported: true }
    case 'no-penalty':
      return { ...before, noPenalty: step.to }
    case 'incident-decided':
      return {
        ...before,
        incident: step.incidentId === null ? 'not-an-incident' : 'incident',
        incidentId: step.incidentId,
      }
    case 'need-opened':
      return { ...before, needId: step.followUpId }
    case 'supplemented':
      return before
    case 'filed':
      return { ...before, state: isShort(before.procedure) ? 'closed' : 'filed', endedOn: step.on }
  }
}

/** The short path and 就地劝和 have no file: they are closed. */
export const isShort = (procedure: Procedure | null): boolean => procedure === 'on-scene' || procedure === 'informal'

/** A step that may come out of turn leaves a later state as it is. */
const forward = (before: Dispute, from: DisputeState, to: DisputeState): Dispute =>
  before.state === from ? { ...before, state: to } : before

const chosen = (before: Dispute, step: Step<'procedure-chosen'>, by: string): Dispute => ({
  ...before,
  state: 'accepted',
  procedure: step.procedure,
  cause: step.cause,
  origin: step.origin,
  host: step.host,
  circumstances: step.circumstances,
  acceptedOn: step.on,
  acceptedBy: by,
  caseFiledOn: step.caseFiledOn,
})

/** Another procedure begins at its beginning; what was learned, decided and reported stays. */
const anew = (before: Dispute, step: Step<'procedure-changed'>): Dispute => ({
  ...before,
  state: 'accepted',
  procedure: step.procedure,
  host: step.host,
  caseFiledOn: step.caseFiledOn ?? before.caseFiledOn,
  ...unbegun,
})

function agreed(before: Dispute, step: Step<'agreed'>): Dispute {
  const agreement: Agreement = {
    id: step.agreementId,
    form: step.form,
    reachedOn: step.on,
    needed: step.form === 'oral' ? [] : signaturesNeeded(before.procedure, step.partyIds),
    signedBy: [],
    effectiveOn: null,
    instalments: step.instalments.map((one): StandingInstalment => ({ ...one, outcome: 'due', on: null })),
  }
  return signed({ ...before, state: step.form, agreement }, agreement, step.signedBy, step.on)
}

/** All parties, and of a people's mediation the mediator and the committee's seal (art. 29); both parties else. */
const signaturesNeeded = (procedure: Procedure | null, partyIds: readonly string[]): readonly Signature[] =>
  procedure === 'people' ? [...partyIds, mediatorSigns, committeeSeals] : partyIds

function signed(before: Dispute, agreement: Agreement, by: readonly Signature[], on: CivilDate): Dispute {
  const signedBy = [...new Set([...agreement.signedBy, ...by])]
  const complete = agreement.needed.every((signature) => signedBy.includes(signature))
  const effectiveOn = agreement.effectiveOn ?? (complete ? on : null)
  const after = { ...before, agreement: { ...agreement, signedBy, effectiveOn } }
  if (effectiveOn === null || agreement.effectiveOn !== null) return after
  const state = agreement.instalments.length === 0 ? 'performed' : 'performing'
  return { ...after, state, settledOn: effectiveOn }
}

function performed(before: Dispute, agreement: Agreement, step: Step<'instalment'>): Dispute {
  const instalments = agreement.instalments.map((one): StandingInstalment => {
    if (one.no !== step.no) return one
    return { ...one, outcome: step.performed ? 'performed' : 'not-performed', on: step.on }
  })
  return { ...before, state: performanceState(instalments), agreement: { ...agreement, instalments } }
}

const performanceState = (instalments: readonly StandingInstalment[]): DisputeState => {
  if (instalments.some(({ outcome }) => outcome === 'not-performed')) return 'not-performed'
  return instalments.every(({ outcome }) => outcome === 'performed') ? 'performed' : 'performing'
}

/**
 * Looking in while something is still to be performed changes nothing of that. Where they quarrel again, or a word given on
 * the scene was not kept, it begins anew.
 */
function revisited(before: Dispute, { kind: _, ...revisit }: Step<'revisited'>): Dispute {
  const after = { ...before, revisits: [...before.revisits, revisit] }
  if (revisit.outcome === 'quarrel-again') return { ...after, state: 'failed', remediesTold: false }
  if (revisit.outcome === 'not-kept') {
    return isShort(before.procedure)
      ? { ...after, state: 'failed', remediesTold: false }
      : { ...after, state: 'not-performed' }
  }
  return performing.includes(before.state) ? after : { ...after, state: 'revisited' }
}

const performing: readonly DisputeState[] = ['performing', 'not-performed', 'urged']
