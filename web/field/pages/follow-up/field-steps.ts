import type { OutboxItem } from '@sifang/client/phone'
import type { CarriedFollowUp } from '../../part/places.ts'

/** The steps of a dispute as far as they happen in the field. */
export const fieldSteps = [
  'procedure-chosen',
  'cadre-contacted',
  'on-the-scene',
  'settled-there',
  'informed',
  'sitting',
  'agreed',
  'revisited',
] as const
export type FieldStep = (typeof fieldSteps)[number]

/** What may follow a step of one's own that the station does not know of yet (domain/disputes, the field's part of it). */
const after: Readonly<Record<FieldStep, readonly FieldStep[]>> = {
  'procedure-chosen': ['cadre-contacted', 'on-the-scene'],
  'cadre-contacted': ['on-the-scene', 'cadre-contacted'],
  'on-the-scene': ['settled-there', 'cadre-contacted'],
  'settled-there': ['revisited'],
  informed: ['sitting'],
  sitting: ['sitting'],
  agreed: ['revisited'],
  revisited: ['revisited'],
}

/** Steps of the follow-up that wait in the outbox, in the order in which they were taken. */
export const stepsUnderway = (items: readonly OutboxItem[], followUpId: string): readonly OutboxItem[] =>
  items
    .filter(({ path, state }) => path === `/disputes/${followUpId}/steps` && state !== 'sent')
    .toSorted((a, b) => (a.savedAt < b.savedAt ? -1 : 1))

/** What may be done now, the likeliest first: as the station said, and as it will be once what waits has arrived. */
export function stepsNow(followUp: CarriedFollowUp, underway: readonly OutboxItem[]): readonly FieldStep[] {
  const last = underway.at(-1)?.body?.step
  if (isStep(last)) {
    if (last.kind === 'sitting' && last.outcome === 'agreed') return ['agreed']
    return after[last.kind]
  }
  if (followUp.subject !== 'dispute') return []
  // reported, and nobody has taken it up yet
  if (followUp.dispute === null) return ['procedure-chosen']
  return fieldSteps.filter((step) => followUp.dispute?.allowed.includes(step))
}

function isStep(step: unknown): step is { readonly kind: FieldStep; readonly outcome?: string } {
  return typeof step === 'object' && step !== null && 'kind' in step && fieldSteps.some((one) => one === step.kind)
}
