import { leaderRoles, policeRoles, type Role } from '../members/index.ts'
import type { ProblemCode } from '../problems.ts'
import type { Circumstance } from './circumstances.ts'
import { type Article, articles } from './laws.ts'
import { type HostFacts, hasSittings, type Procedure, type Referral } from './procedures.ts'

/** What the guards look at: a procedure that is opened or goes on. */
export type Asked = {
  readonly procedure: Procedure
  readonly at: 'opening' | 'sitting' | 'agreement' | 'confirmation'
  readonly circumstances: readonly Circumstance[]
  readonly host: HostFacts | null
  /** Of a sitting: how many officers sit, and whether it is a standard place with complete sound and picture. */
  readonly sitting: { readonly officers: number; readonly recorded: boolean } | null
  readonly writtenAgreement: boolean
}

export type Guard = {
  readonly name: string
  readonly code: ProblemCode
  readonly article: Article
  /** `read` from the text itself; `recalled`: to be confirmed by the station's lawyer, so a switch of the station. */
  readonly basis: 'read' | 'recalled'
  readonly routes: readonly Referral[]
  readonly when: (asked: Asked) => boolean
}

const guard = <const Name extends string>(
  name: Name,
  basis: Guard['basis'],
  article: Article,
  routes: readonly Referral[],
  when: Guard['when'],
) => ({ name, code: `dispute/${name}`, basis, article, routes, when }) as const

const has =
  (circumstance: Circumstance, ...of: readonly Procedure[]) =>
  ({ procedure, circumstances }: Asked): boolean =>
    of.includes(procedure) && circumstances.includes(circumstance)

const officers: readonly Role[] = [...leaderRoles, 'officer']
const hosted = (procedure: Procedure): boolean => procedure !== 'referral'
const isPolice = (role: Role | null): boolean => role !== null && policeRoles.includes(role)

const notPublicSecurity: readonly Referral[] = ['case-unit', 'court']
const againstViolence: readonly Referral[] = ['police-warning', 'protection-order', 'womens-federation']

/** In this order; the first that applies refuses, with its reason and the right routes (MEDIATION.md “Guards”). */
export const guards = [
  guard('host-needed', 'read', articles.hosts, [], ({ procedure, host }) => hosted(procedure) && host === null),
  guard(
    'police-never-host',
    'read',
    articles.hosts,
    ['people-mediation', 'public-security-mediation', 'on-scene'],
    ({ procedure, host }) => procedure === 'people' && isPolice(host?.role ?? null),
  ),
  guard(
    'mediator-needed',
    'read',
    articles.hosts,
    ['people-mediation', 'judicial-office'],
    ({ procedure, host }) => procedure === 'people' && !(host?.host.kind === 'mediator' && host.covers && host.inTerm),
  ),
  guard(
    'officer-needed',
    'recalled',
    articles.mediating,
    ['duty-officer'],
    ({ procedure, host }) => procedure === 'public-security' && !(host?.role && officers.includes(host.role)),
  ),
  guard(
    'duty-officer-needed',
    'recalled',
    articles.station,
    ['duty-officer'],
    ({ procedure, host }) => procedure === 'on-scene' && !(host?.role && officers.includes(host.role)),
  ),
  guard(
    'family-violence',
    'recalled',
    articles.familyViolence,
    againstViolence,
    ({ procedure, circumstances }) => hosted(procedure) && circumstances.includes('family-violence'),
  ),
  guard(
    'no-capacity',
    'recalled',
    articles.capacity,
    ['guardian', 'legal-aid', 'court'],
    ({ procedure, circumstances }) => hosted(procedure) && circumstances.includes('no-capacity'),
  ),
  guard(
    'beyond-mediation',
    'recalled',
    articles.notMediated,
    ['case-unit'],
    ({ procedure, circumstances }) => hosted(procedure) && circumstances.includes('serious-violation'),
  ),
  guard(
    'party-refuses',
    'read',
    articles.voluntary,
    ['court', 'arbitration', 'legal-aid'],
    ({ procedure, circumstances }) => hasSittings(procedure) && circumstances.includes('party-refuses'),
  ),
  guard('decided-already', 'recalled', articles.committeeRules, ['court'], has('decided-by-police', 'people')),
  guard('hired-violence', 'read', articles.notMediated, notPublicSecurity, has('hired-violence', 'public-security')),
  guard('gang-fight', 'read', articles.notMediated, notPublicSecurity, has('gang-fight', 'public-security')),
  guard(
    'repeated-violations',
    'read',
    articles.notMediated,
    notPublicSecurity,
    has('repeated-violations', 'public-security'),
  ),
  guard('new-violation', 'read', articles.notMediated, notPublicSecurity, has('new-violation', 'public-security')),
  guard('suspect-fled', 'read', articles.notMediated, notPublicSecurity, has('suspect-fled', 'public-security')),
  guard(
    'not-a-violation',
    'read',
    articles.minorCases,
    ['people-mediation', 'on-scene', 'court'],
    ({ procedure, circumstances }) => procedure === 'public-security' && !circumstances.includes('minor-violation'),
  ),
  guard(
    'violation',
    'recalled',
    articles.station,
    ['public-security-mediation', 'people-mediation'],
    has('minor-violation', 'on-scene', 'informal'),
  ),
  guard(
    'not-small',
    'recalled',
    articles.station,
    ['duty-officer'],
    ({ procedure, circumstances }) =>
      procedure === 'informal' && (['by-110', 'injury', 'weapon'] as const).some((one) => circumstances.includes(one)),
  ),
  guard('guardian-needed', 'read', articles.mediating, ['guardian'], has('minor-without-guardian', 'public-security')),
  guard('suspect-agent', 'read', articles.mediating, [], has('suspect-sends-agent', 'public-security')),
  guard('agent-in-writing', 'read', articles.mediating, [], has('agent-without-writing', 'public-security')),
  guard('helper-consent', 'read', articles.helpers, [], has('helper-without-consent', 'people')),
  guard(
    'one-officer',
    'read',
    articles.oneOfficer,
    ['duty-officer'],
    ({ procedure, sitting }) =>
      procedure === 'public-security' && sitting !== null && sitting.officers < 2 && !sitting.recorded,
  ),
  guard(
    'seal-needed',
    'read',
    articles.effect,
    ['oral-agreement'],
    ({ procedure, writtenAgreement, host }) => procedure === 'people' && writtenAgreement && host?.hasSeal === false,
  ),
  guard(
    'status-matter',
    'read',
    articles.status,
    ['court'],
    ({ at, circumstances }) => at === 'confirmation' && circumstances.includes('status-matter'),
  ),
] as const satisfies readonly Guard[]

export type GuardName = (typeof guards)[number]['name']

/** A refusal by a guard, as it is answered: its reason by code, the article, and where to go instead. */
export type GuardRefusal = Omit<Guard, 'when' | 'name'> & { readonly guard: GuardName }

/** The guards that a station may switch off: those not read from the text itself. */
export const switchableGuards: readonly GuardName[] = guards
  .filter(({ basis }) => basis === 'recalled')
  .map(({ name }) => name)

/** The first guard that refuses, or null. `off`: guards that the station switched off; a read one stands all the same. */
export function guardRefusal(asked: Asked, off: readonly string[] = []): GuardRefusal | null {
  const first = guards.find(({ name, basis, when }) => !(basis === 'recalled' && off.includes(name)) && when(asked))
  if (first === undefined) return null
  const { when: _, name, ...refusal } = first
  return { guard: name, ...refusal }
}
