import { followUpEntryKinds, followUpSubjects, posts } from '@sifang/domain/follow-ups'
import type { TFunction } from 'i18next'
import type { TimelineEntry } from '../../../ui/timeline.tsx'
import type { TimelineRow } from '../../api/places.ts'
import { knownKey, text } from './read-details.ts'

type Words = Pick<TimelineEntry, 'title' | 'body' | 'tone' | 'by'>
type Detail = TimelineRow['details']

/** An entry of a follow-up on a place's timeline: what it is about and what was done. What was said stays with its matter. */
export function followUpWords(t: TFunction, details: Detail): Words {
  const subject = knownKey(followUpSubjects, details.subject)
  const entry = knownKey(followUpEntryKinds, details.entry)
  const what = subject ? t(`place.timeline.followUp.subject.${subject}`) : ''
  const done = entry ? t(`place.timeline.followUp.entry.${entry}`) : ''
  const urgent = details.urgency === 'urgent' && entry === 'opened'
  return {
    title: [what, urgent ? t('place.timeline.followUp.urgent') : done, urgent && done].filter(Boolean).join(' · '),
    body: bodyOf(t, details),
    ...(urgent ? { tone: 'red' as const } : {}),
    ...(text(details.clock) ? { by: t('place.timeline.rule') } : {}),
  }
}

function bodyOf(t: TFunction, details: Detail): string | undefined {
  const owner = text(details.ownerName)
  const post = knownKey(posts, details.post)
  const settleBy = text(details.settleBy)
  const step = knownKey(steps, details.step)
  const said = [
    post && t(`place.timeline.followUp.post.${post}`),
    owner && t('place.timeline.followUp.owner', { name: owner }),
    askerOf(t, details),
    settleBy && t('place.timeline.followUp.settleBy', { date: settleBy }),
    step && t(`place.timeline.followUp.step.${step}`),
  ].filter(Boolean)
  return said.length === 0 ? undefined : said.join(t('words.listComma'))
}

function askerOf(t: TFunction, { asker, askerName }: Detail): string | undefined {
  const kind = knownKey(askers, asker)
  return kind ? t(`place.timeline.followUp.asker.${kind}`) : text(askerName)
}

const steps = ['cadre-contacted', 'on-the-scene'] as const
const askers = ['resident', 'reporter'] as const
