import type { CivilDate } from '../calendar/index.ts'
import type { DisputeCause } from './causes.ts'
import type { Circumstance } from './circumstances.ts'
import type { DisputeHost, Origin, OutsideReferral, Procedure } from './procedures.ts'
import type { SupplementedStep } from './supplements.ts'

/** Who signs a written agreement: a party by its id, the mediator, the committee by its seal. */
export const mediatorSigns = 'mediator'
export const committeeSeals = 'committee'
export type Signature = string

/** How somebody sits at a sitting. */
export const sittingParts = [
  'applicant',
  'respondent',
  'other-party',
  'guardian',
  'agent',
  'mediator',
  'officer',
  'auxiliary',
  'cadre',
  'helper',
] as const
export type SittingPart = (typeof sittingParts)[number]

/** One who sat there. `personId`: a party's or a member's id; null for somebody whose name lies with the words. */
export type Present = {
  readonly part: SittingPart
  readonly personId: string | null
  /** Of a guardian or an agent: the party for whom they sit. */
  readonly forPartyId: string | null
}

export const sittingOutcomes = ['agreed', 'adjourned', 'failed'] as const
export type SittingOutcome = (typeof sittingOutcomes)[number]

export type Instalment = { readonly no: number; readonly dueOn: CivilDate }

/** When both were asked, how it stands between them. */
export const revisitOutcomes = ['kept', 'not-kept', 'quarrel-again'] as const
export type RevisitOutcome = (typeof revisitOutcomes)[number]

export const confirmationSteps = ['applied', 'accepted', 'confirmed', 'denied'] as const
export type ConfirmationStep = (typeof confirmationSteps)[number]

/**
 * A step of a dispute, as it stands in an entry of its follow-up: ids, codes and dates only; the words are sealed beside
 * the entry. `on` is the civil day of it where days are counted from it.
 */
export type DisputeStep =
  | {
      readonly kind: 'procedure-chosen'
      readonly procedure: Procedure
      readonly cause: DisputeCause
      readonly origin: Origin
      readonly host: DisputeHost | null
      readonly circumstances: readonly Circumstance[]
      readonly on: CivilDate
      /** Of a public-security case: the day it was filed, from which its clock runs. */
      readonly caseFiledOn: CivilDate | null
    }
  | {
      /** With a reason, which lies with the words. */
      readonly kind: 'procedure-changed'
      readonly procedure: Procedure
      readonly host: DisputeHost | null
      readonly on: CivilDate
      readonly caseFiledOn: CivilDate | null
    }
  /** What became known since: it may bar what goes on. */
  | { readonly kind: 'learned'; readonly circumstances: readonly Circumstance[] }
  /** `cadreId`: the member; null for a cadre who is none. */
  | { readonly kind: 'cadre-contacted'; readonly cadreId: string | null }
  | { readonly kind: 'on-the-scene'; readonly withCadre: boolean }
  | { readonly kind: 'settled-there'; readonly on: CivilDate }
  /** Rights and duties were told. */
  | { readonly kind: 'informed' }
  | { readonly kind: 'inquiry'; readonly no: number }
  | {
      readonly kind: 'sitting'
      readonly no: number
      readonly on: CivilDate
      readonly present: readonly Present[]
      /** In a standard place with complete sound and picture. */
      readonly recorded: boolean
      readonly outcome: SittingOutcome
    }
  | {
      readonly kind: 'agreed'
      readonly agreementId: string
      readonly form: 'written' | 'oral'
      readonly on: CivilDate
      /** The parties whose signatures it needs. */
      readonly partyIds: readonly string[]
      readonly signedBy: readonly Signature[]
      /** None: performed on the spot. */
      readonly instalments: readonly Instalment[]
    }
  | { readonly kind: 'signed'; readonly by: readonly Signature[]; readonly on: CivilDate }
  | { readonly kind: 'failed'; readonly remediesTold: boolean }
  | { readonly kind: 'refused'; readonly guard: string }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'referred'; readonly to: OutsideReferral }
  | { readonly kind: 'remedies-told' }
  | { readonly kind: 'instalment'; readonly no: number; readonly performed: boolean; readonly on: CivilDate }
  | { readonly kind: 'urged' }
  | { readonly kind: 'told-of-court' }
  /** `together`: both parties applied. */
  | {
      readonly kind: 'confirmation'
      readonly to: ConfirmationStep
      readonly on: CivilDate
      readonly together: boolean
    }
  | {
      readonly kind: 'revisited'
      readonly no: number
      readonly how: 'phone' | 'in-person'
      readonly outcome: RevisitOutcome
      readonly on: CivilDate
    }
  /** The case clock was extended by 30 days, with approval. */
  | { readonly kind: 'extended' }
  /** A mediator who sees a risk of crime reports it (人民调解法 art. 25). */
  | { readonly kind: 'risk-reported' }
  /** After performance: written application for no penalty, and what was decided (2026, art. 9 ¶4). */
  | { readonly kind: 'no-penalty'; readonly to: 'applied' | 'approved' | 'denied' }
  /** It is an incident as well, or a second person said why not. */
  | { readonly kind: 'incident-decided'; readonly incidentId: string | null }
  /** The need of a cause that will come again, with whoever can remove it. */
  | { readonly kind: 'need-opened'; readonly followUpId: string }
  /** What a paper asks for and a step left open, in the words; `no`: of which sitting, inquiry or revisit. */
  | { readonly kind: 'supplemented'; readonly of: SupplementedStep; readonly no: number | null }
  | { readonly kind: 'filed'; readonly on: CivilDate }

export type DisputeStepKind = DisputeStep['kind']
