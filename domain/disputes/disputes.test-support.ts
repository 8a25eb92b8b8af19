import { dayNumber, shanghai } from '../calendar/index.ts'
import type { FollowUpEntry } from '../follow-ups/index.ts'
import {
  type Dispute,
  type DisputeSettings,
  type DisputeStep,
  defaultDisputeSettings,
  disputeOf,
  type HostFacts,
  type StepRefusal,
  stepRefusal,
} from './index.ts'

/** Noon of a day in Shanghai. */
export const noon = (date: string): number => shanghai.startOfDay(dayNumber(date)) + 12 * 3_600_000

export const officerHost: HostFacts = {
  host: { kind: 'member', memberId: 'officer' },
  role: 'officer',
  covers: false,
  inTerm: false,
  hasSeal: false,
}
export const mediatorHost: HostFacts = {
  host: { kind: 'mediator', mediatorId: 'mediator-1', committeeId: 'committee', memberId: 'cadre' },
  role: 'cadre',
  covers: true,
  inTerm: true,
  hasSeal: true,
}
export const volunteerHost: HostFacts = {
  ...officerHost,
  host: { kind: 'member', memberId: 'volunteer' },
  role: 'volunteer',
}

type Step<K extends DisputeStep['kind']> = Extract<DisputeStep, { kind: K }>

export const chosen = (more: Partial<Step<'procedure-chosen'>> = {}): DisputeStep => ({
  kind: 'procedure-chosen',
  procedure: 'on-scene',
  cause: 'irrigation',
  origin: 'proactive',
  host: officerHost.host,
  circumstances: [],
  on: '2025-02-01',
  caseFiledOn: null,
  ...more,
})
export const people = chosen({ procedure: 'people', host: mediatorHost.host })
export const publicSecurity = chosen({
  procedure: 'public-security',
  circumstances: ['minor-violation'],
  cause: 'boundary',
})
export const both: Step<'sitting'>['present'] = [
  { part: 'applicant', personId: 'zhao', forPartyId: null },
  { part: 'respondent', personId: 'qian', forPartyId: null },
  { part: 'officer', personId: 'officer', forPartyId: null },
  { part: 'officer', personId: 'officer-2', forPartyId: null },
]
export const sitting = (no: number, on: string, more: Partial<Step<'sitting'>> = {}): DisputeStep => ({
  kind: 'sitting',
  no,
  on,
  present: both,
  recorded: false,
  outcome: 'agreed',
  ...more,
})
export const agreed = (more: Partial<Step<'agreed'>> = {}): DisputeStep => ({
  kind: 'agreed',
  agreementId: 'agreement',
  form: 'written',
  on: '2025-02-03',
  partyIds: ['zhao', 'qian'],
  signedBy: [],
  instalments: [],
  ...more,
})
export const revisited = (no: number, on: string, more: Partial<Step<'revisited'>> = {}): DisputeStep => ({
  kind: 'revisited',
  no,
  how: 'phone',
  outcome: 'kept',
  on,
  ...more,
})

export const reported: FollowUpEntry = {
  kind: 'opened',
  by: 'volunteer',
  at: noon('2025-02-01'),
  receivedAt: noon('2025-02-01'),
  subject: 'dispute',
  urgency: 'urgent',
  topic: 'irrigation',
  placeId: 'village',
  findingId: 'f1',
  source: 'message',
  reporterId: 'volunteer',
  residentAsked: false,
  ownerId: 'officer',
  settleBy: null,
}

export const entry = (dispute: DisputeStep, by = 'officer', index = 0): FollowUpEntry => ({
  kind: 'worked',
  by,
  at: noon('2025-02-01') + index,
  receivedAt: noon('2025-02-01') + index,
  step: 'other',
  visitKind: null,
  dispute,
})

/** What a dispute's steps come to, one after the other, whether or not the rules would let them in. */
export const after = (...steps: readonly DisputeStep[]): Dispute =>
  disputeOf([reported, ...steps.map((step, index) => entry(step, 'officer', index + 1))], shanghai)

const hostOf = (dispute: Dispute, step: DisputeStep): HostFacts | null => {
  const host = 'host' in step ? step.host : dispute.host
  if (host === null) return null
  const known = [officerHost, mediatorHost, volunteerHost]
  return known.find((facts) => facts.host.memberId === host.memberId) ?? { ...officerHost, host, role: null }
}

export function refusedOn(
  dispute: Dispute,
  step: DisputeStep,
  settings: Partial<DisputeSettings> = {},
  host: HostFacts | null = hostOf(dispute, step),
): StepRefusal | null {
  return stepRefusal(dispute, step, { host, today: '2099-12-31', settings: { ...defaultDisputeSettings, ...settings } })
}

/** Takes each step only when the rules let it in; throws with the code else. */
export function walked(...steps: readonly DisputeStep[]): Dispute {
  steps.forEach((step, index) => {
    const refusal = refusedOn(after(...steps.slice(0, index)), step)
    if (refusal !== null) throw new Error(`${index + 1} ${step.kind}: ${refusal.code}`)
  })
  return after(...steps)
}
