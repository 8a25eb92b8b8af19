import { newId } from '@sifang/client'
import type { Outgoing } from '@sifang/client/phone'
import {
  type FindingKind,
  findingKinds,
  findingTopics,
  mayEnterKind,
  type Topic,
  type Urgency,
} from '@sifang/domain/findings'
import type { Role } from '@sifang/domain/members'
import type { Kept } from '../../part/media.ts'

export type ReportDraft = {
  /** Made once per form: sent again, it is the same report. */
  readonly id: string
  readonly kind: FindingKind
  readonly urgency: Urgency
  readonly topic: Topic | ''
  readonly words: string
  /** A village, or the place that it was opened from. */
  readonly placeId: string
  /** Of base data: what it is called now. */
  readonly name: string
  readonly placeKind: string
  readonly media: readonly string[]
}

export const kindsFor = (role: Role): readonly FindingKind[] => findingKinds.filter((kind) => mayEnterKind(role, kind))

export function emptyReport(role: Role, placeId: string): ReportDraft {
  return {
    id: newId(),
    // what most reports are, so that it needs no tap
    kind: kindsFor(role)[0] ?? 'hazard',
    urgency: 'ordinary',
    topic: '',
    words: '',
    placeId,
    name: '',
    placeKind: 'shop',
    media: [],
  }
}

export type Missing = 'content' | 'village' | 'name'

export function missingOf(draft: ReportDraft, kept: readonly Kept[]): Missing | null {
  if (draft.words.trim() === '' && kept.length === 0) return 'content'
  if (draft.placeId === '') return 'village'
  return asksName(draft) && draft.name.trim() === '' ? 'name' : null
}

export const topicsOf = (kind: FindingKind): readonly Topic[] => findingTopics[kind]

export const asksName = ({ kind, topic }: ReportDraft): boolean =>
  kind === 'base-data-change' && (topic === 'new' || topic === 'name')

/** What has changed, as far as the topic says it; an officer reads the rest in the words. */
function changeOf({ kind, topic, name, placeKind }: ReportDraft): Record<string, unknown> | undefined {
  if (kind !== 'base-data-change') return undefined
  switch (topic) {
    case 'new':
      return { kind: 'new', name: name.trim(), placeKind }
    case 'name':
      return { kind: 'renamed', name: name.trim() }
    case 'closed':
      return { kind: 'closed' }
    case 'vacant':
      return { kind: 'fact', fact: { key: 'vacant', value: true } }
    case 'let':
      return { kind: 'fact', fact: { key: 'let', value: true } }
    default:
      return { kind: 'other' }
  }
}

type Where = {
  readonly at: Date
  readonly placeName: string
  /** Found on a visit that is on its way, or is there already. */
  readonly visitId: string | undefined
  readonly visitWaits: boolean
}

/** The report as it goes into the outbox. */
export function outgoingOf(draft: ReportDraft, kept: readonly Kept[], where: Where): Outgoing {
  const urgency = draft.kind === 'base-data-change' ? 'ordinary' : draft.urgency
  const change = changeOf(draft)
  return {
    id: draft.id,
    method: 'PUT',
    path: `/findings/${draft.id}`,
    body: {
      kind: draft.kind,
      urgency,
      source: where.visitId === undefined ? { kind: 'message' } : { kind: 'visit', visitId: where.visitId },
      placeId: draft.placeId,
      at: where.at.toISOString(),
      ...(draft.topic === '' ? {} : { topic: draft.topic }),
      ...(draft.words.trim() === '' ? {} : { words: draft.words.trim() }),
      ...(change ? { change } : {}),
    },
    ...(where.visitId !== undefined && where.visitWaits ? { needs: [where.visitId] } : {}),
    urgent: urgency === 'urgent',
    label: { kind: `report-${draft.kind}`, placeName: where.placeName },
    attachments: kept.map((one) => ({ ...one, matterId: draft.id, findingId: draft.id })),
  }
}
