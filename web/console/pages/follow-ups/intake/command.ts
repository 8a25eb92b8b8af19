import { isTopicOf, type Topic } from '@sifang/domain/findings'
import type { NewFinding } from '../../../api/findings.ts'
import type { Draft, Way } from './draft.ts'

export type Missing = 'words' | 'member' | 'phone' | 'place' | 'kind' | 'topic' | 'name' | 'placeKind'

/** Own: what somebody saw on a visit or reports themselves; else what police take down. */
export type Intake = { readonly kind: 'desk' } | { readonly kind: 'own'; readonly visitId: string | null }

/** As the server reads it. */
const phoneShape = /^[+\d][\d\s-]{4,20}$/

export function missingOf(draft: Draft, intake: Intake): readonly Missing[] {
  const missing: Missing[] = []
  if (draft.words.trim().length < 2) missing.push('words')
  if (intake.kind === 'desk' && draft.who === 'member' && draft.reporterId === null) missing.push('member')
  if (asks(draft, intake) && draft.phone.trim() !== '' && !phoneShape.test(draft.phone.trim())) missing.push('phone')
  if (draft.place === null) missing.push('place')
  if (draft.kind === null) missing.push('kind')
  if (topicOf(draft) === null) missing.push('topic')
  if (asksName(draft) && draft.newName.trim() === '') missing.push('name')
  if (asksPlaceKind(draft) && draft.newKind === null) missing.push('placeKind')
  return missing
}

/** What is sent, or null while something is missing. */
export function commandOf(draft: Draft, intake: Intake, at: string): NewFinding | null {
  const { kind, place } = draft
  const topic = topicOf(draft)
  if (missingOf(draft, intake).length > 0 || kind === null || place === null || topic === null) return null
  const change = changeOf(draft)
  return {
    kind,
    topic,
    urgency: kind === 'base-data-change' ? 'ordinary' : draft.urgency,
    source:
      intake.kind === 'desk'
        ? { kind: wayOf(draft) }
        : intake.visitId === null
          ? { kind: 'message' }
          : { kind: 'visit', visitId: intake.visitId },
    placeId: place.id,
    at,
    words: draft.words.trim(),
    ...(intake.kind === 'desk' ? { reporterId: draft.who === 'member' ? draft.reporterId : null } : {}),
    ...(asks(draft, intake) ? { asker: { name: draft.name.trim() || null, phone: draft.phone.trim() || null } } : {}),
    ...(change ? { change } : {}),
  }
}

/** A resident asked for something, named or not. */
export function asks(draft: Draft, intake: Intake): boolean {
  if (intake.kind === 'own') return draft.asksFor
  return draft.who === 'resident' || (draft.who === 'member' && draft.asksFor)
}

/** Members write, residents telephone, unless told. */
export const wayOf = ({ way, who }: Draft): Way => way ?? (who === 'resident' ? 'call' : 'message')

export const topicOf = ({ kind, topic }: Draft): Topic | null =>
  kind !== null && topic !== null && isTopicOf(kind, topic) ? topic : null

export const asksName = (draft: Draft): boolean =>
  draft.kind === 'base-data-change' && (draft.topic === 'name' || draft.topic === 'new')

export const asksPlaceKind = (draft: Draft): boolean => draft.kind === 'base-data-change' && draft.topic === 'new'

/** What changed, where the topic says it; the words say the rest. */
function changeOf(draft: Draft): NewFinding['change'] {
  if (draft.kind !== 'base-data-change') return undefined
  switch (draft.topic) {
    case 'closed':
      return { kind: 'closed' }
    case 'name':
      return { kind: 'renamed', name: draft.newName.trim() }
    case 'new':
      return draft.newKind === null ? undefined : { kind: 'new', name: draft.newName.trim(), placeKind: draft.newKind }
    case 'vacant':
      return { kind: 'fact', fact: { key: 'vacant', value: true } }
    case 'let':
      return { kind: 'fact', fact: { key: 'let', value: true } }
    default:
      return { kind: 'other' }
  }
}
