import type { DisputeDetail } from '../../../api/disputes.ts'
import { knownKey } from '../../place/read-details.ts'
import type { StepKind } from './frame.tsx'

/** All steps that have a button. */
export const stepKinds = [
  'procedure-chosen',
  'procedure-changed',
  'learned',
  'cadre-contacted',
  'on-the-scene',
  'settled-there',
  'informed',
  'inquiry',
  'sitting',
  'agreed',
  'signed',
  'failed',
  'refused',
  'withdrawn',
  'referred',
  'remedies-told',
  'instalment',
  'urged',
  'told-of-court',
  'confirmation',
  'revisited',
  'extended',
  'risk-reported',
  'no-penalty',
  'incident-decided',
  'need-opened',
  'supplemented',
  'filed',
] as const satisfies readonly StepKind[]

/** What is offered now, the likeliest first: filing only when nothing is missing, a need only where somebody can remove the cause. */
export function offeredSteps(dispute: DisputeDetail): readonly StepKind[] {
  const { allowed, missing, needTo, incidentAsked } = dispute
  const kinds = allowed.flatMap((kind) => knownKey(stepKinds, kind) ?? [])
  const possible = kinds.filter((kind) => {
    if (kind === 'filed') return missing.length === 0
    // reached from the paper that lacks it
    if (kind === 'supplemented') return false
    if (kind === 'need-opened') return needTo !== null
    return true
  })
  if (possible.includes('filed')) return ['filed', ...possible.filter((kind) => kind !== 'filed')]
  return [...possible].sort((a, b) => rank(a, incidentAsked, dispute) - rank(b, incidentAsked, dispute))
}

/** What is asked for stands right behind the likeliest; all else keeps the rules' order. */
function rank(kind: StepKind, incidentAsked: boolean, { allowed, settledOn }: DisputeDetail): number {
  if (kind === allowed[0]) return 0
  if (kind === 'incident-decided') return incidentAsked ? 1 : 9
  // while they quarrel, the quarrel comes first
  if (kind === 'need-opened') return settledOn === null ? 4 : 2
  return 3
}
