import type { FollowUpState } from '../follow-ups/index.ts'

/** What became of a report, as a code: screens have one sentence for each. */
export const reportCodes = [
  'received',
  'taken-up',
  'worked-on',
  'settled',
  'asked',
  'confirmed',
  'closed-unanswered',
  'joined-another',
] as const
export type ReportCode = (typeof reportCodes)[number]

/** What the sentence is made of, beside the code. */
export type ToldOfReport = {
  readonly code: ReportCode
  /** Who has it in hand; null while nobody has accepted it, and when it is over. */
  readonly by: string | null
  /** Since when it is settled; null before. */
  readonly settledAt: string | null
}

export type Reported = {
  readonly state: FollowUpState
  readonly ownerName: string | null
  readonly settledAt: string | null
  /** The reporter is asked whether it is settled. */
  readonly asksMe: boolean
}

/** What its reporter is told of a report. The last word is theirs: settled is the station's word until they confirm it. */
export function reportTold({ state, ownerName, settledAt, asksMe }: Reported): ToldOfReport {
  const over = { by: null, settledAt }
  switch (state) {
    case 'open':
      return { code: 'received', by: null, settledAt: null }
    case 'accepted':
      return { code: 'taken-up', by: ownerName, settledAt: null }
    case 'working':
      return { code: 'worked-on', by: ownerName, settledAt: null }
    case 'settled':
      return { code: asksMe ? 'asked' : 'settled', by: ownerName, settledAt }
    case 'confirmed':
      return { code: 'confirmed', ...over }
    case 'closed-unanswered':
      return { code: 'closed-unanswered', ...over }
    case 'merged':
      return { code: 'joined-another', ...over }
  }
}
