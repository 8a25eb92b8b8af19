import type { DisputeStep, DisputeStepKind } from './step.ts'

/** Steps that turn a dispute: what comes next is decided on them. */
const turning: readonly DisputeStepKind[] = [
  'procedure-chosen',
  'procedure-changed',
  'settled-there',
  'sitting',
  'agreed',
  'failed',
  'refused',
  'withdrawn',
  'referred',
  'instalment',
  'confirmation',
  'incident-decided',
  'need-opened',
  'no-penalty',
  'filed',
]

/**
 * Two steps based on the same version, by two members: whether the second is refused with what stands. What turns the
 * dispute is not put over another such step unseen, nor over what was learned meanwhile; what only adds (told of rights,
 * an inquiry, on the scene, a signature, a revisit) is always kept. Two instalments do not concern each other.
 */
export function stepsClash(step: DisputeStep, meanwhile: DisputeStep): boolean {
  if (!turning.includes(step.kind)) return false
  if (step.kind === 'instalment' && meanwhile.kind === 'instalment') return step.no === meanwhile.no
  return turning.includes(meanwhile.kind) || meanwhile.kind === 'learned'
}
