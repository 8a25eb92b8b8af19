import type { CivilDate, Instant } from '../calendar/index.ts'
import type { Origin } from '../disputes/procedures.ts'

export type PaperProcedure = 'people' | 'public-security' | 'on-scene' | 'informal' | 'referral'

/** `picture`: drawn on a screen (PNG); null where it is signed on paper. */
export type PaperSignature = {
  /** A party's id, `mediator` or `committee`, as the dispute's steps name them. */
  readonly of: string
  readonly on: CivilDate
  readonly picture: Uint8Array | null
}

export type PaperParty = {
  readonly id: string
  readonly part: 'applicant' | 'respondent' | 'other'
  readonly name: string
  readonly gender: 'male' | 'female' | null
  readonly born: CivilDate | null
  readonly occupation: string | null
  readonly phone: string | null
  readonly address: string | null
  /** Where a statutory paper needs it; never asked for otherwise. */
  readonly idNumber: string | null
  /** Who attends for somebody under age or without capacity, and who acts in writing: name and relation. */
  readonly guardian: string | null
  readonly agent: string | null
}

export type PaperInquiry = {
  readonly no: number
  readonly at: Instant
  readonly place: string | null
  readonly askedBy: string | null
  readonly answeredBy: string | null
  readonly text: string | null
}

export type PaperSitting = {
  readonly no: number
  readonly at: Instant
  readonly place: string | null
  /** Who led it: mediators or officers, by name. */
  readonly hosts: readonly string[]
  /** Parties who sat, by id. */
  readonly partyIds: readonly string[]
  /** Others who sat, with what they came as: `村干部 某某`. */
  readonly others: readonly string[]
  readonly course: string | null
  readonly outcome: 'agreed' | 'adjourned' | 'failed'
  readonly signatures: readonly PaperSignature[]
}

/** What was done on the spot. */
export type PaperScene = {
  readonly at: Instant
  readonly place: string | null
  readonly officers: readonly string[]
  readonly cadres: readonly string[]
  readonly course: string | null
  readonly outcome: string | null
}

export type PaperAgreement = {
  readonly form: 'written' | 'oral'
  readonly reachedOn: CivilDate
  readonly facts: string | null
  /** What is disputed, and who answers for what. */
  readonly issues: string | null
  readonly responsibilities: string | null
  readonly terms: string | null
  readonly performance: string | null
  readonly instalments: readonly { readonly no: number; readonly what: string | null; readonly dueOn: CivilDate }[]
  readonly effectiveOn: CivilDate | null
  readonly signatures: readonly PaperSignature[]
}

export type PaperRevisit = {
  readonly no: number
  readonly on: CivilDate
  readonly how: 'phone' | 'in-person'
  readonly by: string | null
  readonly outcome: 'kept' | 'not-kept' | 'quarrel-again'
  readonly satisfaction: string | null
  readonly laterSuit: string | null
  readonly hiddenRisk: string | null
  readonly measures: string | null
}

/**
 * All that a dispute's papers say, opened. Who reported it is not in here: the source is 走访发现 or what brought it
 * (DOMAIN.md §1), so no paper can name them.
 */
export type DisputeRecord = {
  readonly id: string
  readonly stationName: string
  readonly timeZone: string
  readonly villageName: string | null
  readonly procedure: PaperProcedure | null
  /** How often it was changed: its sittings and papers are counted anew. */
  readonly procedureChanges: number
  /** As `domain/disputes` names them. */
  readonly state: string
  readonly cause: string | null
  readonly origin: Origin | null
  readonly summary: string | null
  /** What the applicant asks for. */
  readonly request: string | null
  readonly acceptedOn: CivilDate | null
  readonly acceptedBy: string | null
  /** It was settled there, or its agreement took effect. */
  readonly settledOn: CivilDate | null
  readonly parties: readonly PaperParty[]
  readonly committeeName: string | null
  readonly hostName: string | null
  /** Rights and duties were told on that day. */
  readonly informedOn: CivilDate | null
  readonly inquiries: readonly PaperInquiry[]
  readonly sittings: readonly PaperSitting[]
  readonly scene: PaperScene | null
  readonly agreement: PaperAgreement | null
  readonly revisits: readonly PaperRevisit[]
  readonly confirmation: { readonly court: string | null; readonly appliedOn: CivilDate | null } | null
  readonly referral: {
    readonly to: string
    readonly organ: string | null
    readonly reason: string | null
    readonly on: CivilDate
    readonly by: string | null
  } | null
  readonly filedOn: CivilDate | null
  readonly filedBy: string | null
  /** Members who host it or sat in it, beside those who own it or stepped in. */
  readonly handlerIds: readonly string[]
}
