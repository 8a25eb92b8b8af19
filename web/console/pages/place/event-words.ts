import type { TFunction } from 'i18next'
import type { TimelineRow } from '../../api/places.ts'
import { knownKey, text } from './read-details.ts'

const plain = ['created', 'closed', 'reopened', 'moved', 'confirmed', 'contact-set', 'contact-removed'] as const
const fields = ['addressHint', 'externalId', 'divisionCode'] as const

/** A change of a place's record in words. */
export function eventTitle(t: TFunction, kindName: (kind: string) => string, details: TimelineRow['details']): string {
  const event = text(details.event) ?? ''
  const simple = knownKey(plain, event)
  if (simple) return t(`place.timeline.event.${simple}`)
  const none = t('words.none')
  switch (event) {
    case 'renamed':
      return t('place.timeline.event.renamed', {
        before: text(details.nameBefore) ?? none,
        now: text(details.name) ?? none,
      })
    case 'kind-changed':
      return t('place.timeline.event.kind-changed', {
        before: kindName(text(details.kindBefore) ?? ''),
        now: kindName(text(details.kind) ?? ''),
      })
    case 'village-changed':
      return t('place.timeline.event.village-changed', {
        before: text(details.villageNameBefore) ?? none,
        now: text(details.villageName) ?? none,
      })
    case 'community-changed':
      return t('place.timeline.event.community-changed', { now: text(details.communityName) ?? none })
    case 'corrected': {
      if (details.field === 'stretch') {
        return t('place.timeline.event.stretch', {
          before: text(details.before) ?? none,
          now: text(details.value) ?? none,
        })
      }
      const field = knownKey(fields, details.field)
      return t('place.timeline.event.corrected', { field: field ? t(`place.timeline.field.${field}`) : '' })
    }
    case 'responsible-changed': {
      const date = text(details.fromDay) ?? ''
      const name = text(details.memberName)
      return name
        ? t('place.timeline.event.responsible-changed', { name, date })
        : t('place.timeline.event.responsible-ended', { date })
    }
    case 'merged':
      return t('place.timeline.event.merged', { name: text(details.intoName) ?? none })
    default:
      return event
  }
}
