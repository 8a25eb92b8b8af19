import type { Role } from '../members/index.ts'

/** How a dispute is dealt with (MEDIATION.md), chosen at acceptance and changeable with a reason. */
export const procedures = ['people', 'public-security', 'on-scene', 'informal', 'referral'] as const
export type Procedure = (typeof procedures)[number]

/** Those with sittings, an agreement and papers. */
export const hasSittings = (procedure: Procedure | null): boolean =>
  procedure === 'people' || procedure === 'public-security'

/** How it came: the parties applied, the committee or the station went to them, or another body passed it on (MEDIATION.md, papers). */
export const origins = [
  'applied',
  'proactive',
  'transferred-by-police',
  'transferred-by-court',
  'transferred-by-government',
  'transferred',
] as const
export type Origin = (typeof origins)[number]

/** Who hosts: a member, or a people's mediator of the register, who need not be a member. */
export type DisputeHost =
  | { readonly kind: 'member'; readonly memberId: string }
  | {
      readonly kind: 'mediator'
      readonly mediatorId: string
      readonly committeeId: string
      /** The member whom the register names as this mediator; null for somebody who is none. */
      readonly memberId: string | null
    }

/** What the guards ask about a host. */
export type HostFacts = {
  readonly host: DisputeHost
  /** The member's role; null for a mediator who is no member. */
  readonly role: Role | null
  /** The committee is the village's, its community's or its town's. */
  readonly covers: boolean
  /** The committee's and the mediator's term runs on that day. */
  readonly inTerm: boolean
  readonly hasSeal: boolean
}

/** Where a dispute goes that is not for mediation, or not for this one. */
export const referrals = [
  'people-mediation',
  'public-security-mediation',
  'on-scene',
  'duty-officer',
  'case-unit',
  'court',
  'arbitration',
  'legal-aid',
  'judicial-office',
  'governance-centre',
  'police-warning',
  'protection-order',
  'womens-federation',
  'guardian',
  'oral-agreement',
] as const
export type Referral = (typeof referrals)[number]

/** Those outside the station, to whom a referral note 转办单 is written. */
export const outsideReferrals = [
  'case-unit',
  'court',
  'arbitration',
  'legal-aid',
  'judicial-office',
  'governance-centre',
  'protection-order',
  'womens-federation',
] as const satisfies readonly Referral[]
export type OutsideReferral = (typeof outsideReferrals)[number]
