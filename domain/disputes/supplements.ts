import type { Dispute } from './dispute.ts'

export const supplementedSteps = [
  'procedure-chosen',
  'on-the-scene',
  'settled-there',
  'inquiry',
  'sitting',
  'agreed',
  'revisited',
  'referred',
] as const
export type SupplementedStep = (typeof supplementedSteps)[number]

/**
 * What a paper asks for and a step may leave open, by the step that it belongs to: entered afterwards as an entry of its
 * own. By when something is due is not among it; that is what the parties signed.
 */
export const supplementedFields = {
  'procedure-chosen': ['summary', 'content'],
  'on-the-scene': ['place', 'others', 'course'],
  'settled-there': ['outcome'],
  inquiry: ['place', 'others', 'question', 'answer'],
  sitting: ['place', 'others', 'course'],
  agreed: ['content', 'facts', 'dispute', 'responsibilities', 'way', 'instalments', 'court'],
  revisited: ['satisfaction', 'court', 'risks', 'measures'],
  referred: ['reason'],
} as const satisfies Record<SupplementedStep, readonly string[]>
export type SupplementedField = (typeof supplementedFields)[SupplementedStep][number]

/** Whether what is supplemented was taken, and, of several, that one. */
export function isTaken(dispute: Dispute, of: SupplementedStep, no: number | null): boolean {
  switch (of) {
    case 'procedure-chosen':
      return dispute.procedure !== null
    case 'on-the-scene':
      return dispute.procedure === 'on-scene' && !beforeTheScene.includes(dispute.state)
    case 'settled-there':
      return dispute.procedure === 'on-scene' && dispute.settledOn !== null
    case 'inquiry':
      return no !== null && no >= 1 && no <= dispute.inquiries
    case 'sitting':
      return dispute.sittings.some((sitting) => sitting.no === no)
    case 'agreed':
      return dispute.agreement !== null
    case 'revisited':
      return dispute.revisits.some((revisit) => revisit.no === no)
    case 'referred':
      return dispute.referredTo !== null
  }
}

const beforeTheScene: readonly Dispute['state'][] = ['reported', 'accepted', 'cadre-contacted']

/** The fields of a supplement that do not belong to its step. */
export const strangeFields = (of: SupplementedStep, fields: readonly string[]): readonly string[] =>
  fields.filter((field) => !supplementedFields[of].some((one) => one === field))
