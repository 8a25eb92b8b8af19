import type { DisputeStepKind } from '@sifang/domain/disputes'
import { clockNames, posts } from '@sifang/domain/follow-ups'
import { useTranslation } from 'react-i18next'
import type { FollowUpDetail, FollowUpEntry } from '../../../api/follow-ups.ts'
import { knownKey, text } from '../../place/read-details.ts'
import { useAskerName } from './asker-name.ts'

/** Steps of a dispute are such entries too (DOMAIN.md §6). */
const disputeSteps = [
  'procedure-chosen',
  'procedure-changed',
  'learned',
  'cadre-contacted',
  'on-the-scene',
  'settled-there',
  'informed',
  'inquiry',
  'sitting',
  'agreed',
  'signed',
  'failed',
  'refused',
  'withdrawn',
  'referred',
  'remedies-told',
  'instalment',
  'urged',
  'told-of-court',
  'confirmation',
  'revisited',
  'extended',
  'risk-reported',
  'no-penalty',
  'incident-decided',
  'need-opened',
  'supplemented',
  'filed',
] as const satisfies readonly DisputeStepKind[]
const steps = ['cadre-contacted', 'on-the-scene', 'other'] as const

/** What an entry says in a line: 提级到带班领导钱副所长（受理超时）. */
export function useEntryTitle(subject: FollowUpDetail['subject']): (entry: FollowUpEntry) => string {
  const { t } = useTranslation()
  const nameOf = useAskerName()

  return (entry) => {
    const { kind, owner, asker, details } = entry
    const parts: string[] = []
    const to = owner?.name ?? ''
    switch (kind) {
      case 'opened':
        parts.push(
          t(
            `followUps.entries.${subject === 'order' ? 'openedOrder' : subject === 'promise' ? 'openedPromise' : 'opened'}`,
          ),
        )
        if (to) parts.push(t('followUps.entries.to', { name: to }))
        break
      case 'worked': {
        const dispute = knownKey(disputeSteps, kindOf(details.dispute))
        const step = knownKey(steps, details.step)
        if (dispute) {
          parts.push(t(`followUps.entries.dispute.${dispute}`))
          break
        }
        parts.push(step ? t(`followUps.entries.steps.${step}`) : t('followUps.entries.worked'))
        break
      }
      case 'transferred':
        parts.push(t('followUps.entries.transferred'))
        if (to) parts.push(t('followUps.entries.to', { name: to }))
        break
      case 'escalated': {
        const post = knownKey(posts, details.post)
        const clock = knownKey(clockNames, details.clock)
        if (clock) parts.push(t('followUps.entries.clockOver', { clock: t(`followUps.clocks.${clock}`) }))
        parts.push(t('followUps.entries.escalated'))
        if (post) parts.push(t('followUps.entries.toPost', { post: t(`followUps.posts.${post}`), name: to }))
        break
      }
      case 'told':
        parts.push(t('followUps.entries.told'))
        if (asker) parts.push(t('followUps.entries.toldTo', { name: nameOf(asker) }))
        break
      case 'confirmed':
      case 'unhappy':
        parts.push(t(`followUps.entries.${kind}`))
        if (asker) parts.push(t('followUps.entries.wordOf', { name: nameOf(asker) }))
        break
      case 'promised': {
        const day = text(details.settleBy)
        parts.push(t('followUps.entries.promised'))
        if (day) parts.push(t('followUps.entries.until', { day }))
        break
      }
      default:
        parts.push(t(`followUps.entries.${kind}`))
    }
    return parts.join(' ')
  }
}

const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
