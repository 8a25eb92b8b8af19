import type { Instant } from '../calendar/index.ts'
import { policeRoles, type Role } from '../members/index.ts'
import { type Finding, type FindingKind, type FindingSource, findingKinds } from './finding.ts'

const enterable: Readonly<Record<Role, readonly FindingKind[]>> = {
  chief: findingKinds,
  instructor: findingKinds,
  deputy: findingKinds,
  officer: findingKinds,
  auxiliary: findingKinds,
  volunteer: findingKinds,
  cadre: findingKinds,
  partner: ['hazard', 'tip', 'need', 'base-data-change'],
  administrator: [],
  auditor: [],
}

/** Who may enter which kind of finding: whoever goes out; a partner no dispute, which is the people's and the village's. */
export const mayEnterKind = (role: Role, kind: FindingKind): boolean => enterable[role].includes(kind)

export type EnteringRefusal =
  | 'finding/kind-not-yours'
  | 'finding/intake-not-yours'
  | 'finding/not-urgent'
  | 'finding/in-the-future'

/** Why a finding that this role enters, or corrects to, may not be of that kind and urgency, or null. */
export function mayBe(
  role: Role,
  { kind, urgency }: Pick<Finding, 'kind' | 'urgency'>,
): 'finding/kind-not-yours' | 'finding/not-urgent' | null {
  if (!mayEnterKind(role, kind)) return 'finding/kind-not-yours'
  return kind === 'base-data-change' && urgency === 'urgent' ? 'finding/not-urgent' : null
}

type Entered = Pick<Finding, 'kind' | 'urgency' | 'source' | 'at' | 'receivedAt' | 'reporterId'>

/**
 * Why this member may not enter the finding, or null. What another one said is taken down by police only (收件); all
 * others enter what they saw themselves, on a visit or as a message of their own. Base data is never urgent.
 */
export function mayEnter(
  actor: { readonly memberId: string; readonly role: Role },
  finding: Entered,
): EnteringRefusal | null {
  const kindRefusal = mayBe(actor.role, finding)
  if (kindRefusal === 'finding/kind-not-yours') return kindRefusal
  const own = finding.reporterId === actor.memberId && enteredByOneself(finding.source)
  if (!own && !policeRoles.includes(actor.role)) return 'finding/intake-not-yours'
  return kindRefusal ?? (finding.at > finding.receivedAt ? 'finding/in-the-future' : null)
}

/** A volunteer's own report from the phone is a message; calls and walk-ins come to the desk. */
const enteredByOneself = ({ kind }: FindingSource): boolean => kind === 'visit' || kind === 'message'

/** Whether a change of base data counts from its entry on: that of police; others' wait for an officer (DOMAIN.md §5). */
export const countsAtOnce = (enteredBy: Role, reportedBy: Role | null): boolean =>
  policeRoles.includes(enteredBy) && (reportedBy === null || policeRoles.includes(reportedBy))

/** The instant from which a change of base data counts, or null while it waits. `confirmedAt`: by an officer. */
export const baseDataCountsFrom = (
  change: { readonly receivedAt: Instant; readonly atOnce: boolean },
  confirmedAt: Instant | null,
): Instant | null => (change.atOnce ? change.receivedAt : confirmedAt)
