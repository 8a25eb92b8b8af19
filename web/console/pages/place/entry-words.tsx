import { recheckOutcomes } from '@sifang/domain/checks'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { TableDate, TableInstant } from '../../../ui/date-text.tsx'
import type { TimelineEntry } from '../../../ui/timeline.tsx'
import type { TimelineRow } from '../../api/places.ts'
import type { Tier } from '../../api/today.ts'
import { eventTitle } from './event-words.ts'
import { factName, factValue } from './fact-words.ts'
import { followUpWords } from './follow-up-words.tsx'
import { knownKey, text, texts } from './read-details.ts'

type Words = Pick<TimelineEntry, 'title' | 'body' | 'tone' | 'by'>
type Detail = TimelineRow['details']
/** Words that other areas have. */
type Names = {
  readonly kind: (kind: string) => string
  readonly tier: (tier: Tier) => string
}

/** One entry of a place's timeline in words: what happened, what was said, who. */
export function entryWords(t: TFunction, names: Names, row: TimelineRow): TimelineEntry {
  const words = wordsOf(t, names, row)
  const former = row.formerPlaceName ? t('place.timeline.from', { name: row.formerPlaceName }) : null
  const by = [words.by ?? row.by?.name, former].filter(Boolean).join(' · ')
  return { id: row.id, kind: row.kind, at: row.at, ...words, by: by || undefined }
}

function wordsOf(t: TFunction, names: Names, { kind, details }: TimelineRow): Words {
  switch (kind) {
    case 'visit':
    case 'attempt':
      return visitWords(t, details)
    case 'check-in':
      return {
        title: t('place.timeline.checkIn'),
        body: lines(
          details.far === true && t('place.timeline.far'),
          details.timeUncertain === true && t('place.timeline.timeUncertain'),
        ),
      }
    case 'check':
      return checkWords(t, details)
    case 'tier-change': {
      const tier = knownKey(tierNames, details.tier)
      const rule = knownKey(ruleNames, details.rule)
      return {
        title: t('place.timeline.tierChange', { tier: tier ? names.tier(tier) : '' }),
        body: text(details.reason) ?? (rule && t(`place.rule.${rule}`)),
        tone: tier ?? 'plain',
        by: t('place.timeline.rule'),
      }
    }
    case 'proposal': {
      const tier = knownKey(tierNames, details.tier)
      return {
        title: t('place.timeline.proposal', {
          tier: tier ? names.tier(tier) : '',
          date: text(details.lastDay) ?? '',
        }),
        body: lines(text(details.reason), verdictWords(t, details), text(details.note)),
      }
    }
    case 'incident': {
      const category = knownKey(categories, details.category)
      const status = knownKey(incidentStates, details.status)
      return {
        title: t('place.timeline.incident', {
          category: category ? t(`incidents.categories.${category}`) : (text(details.category) ?? ''),
        }),
        body: status && t(`place.timeline.incidentStatus.${status}`),
        tone: status === 'verified' ? 'red' : status === 'rejected' ? 'void' : 'plain',
      }
    }
    case 'red-review':
      return { title: t('place.timeline.redReview'), body: text(details.reason) }
    case 'excusal':
      return {
        title: t('place.timeline.excusal'),
        body: lines(text(details.reason), verdictWords(t, details)),
      }
    case 'follow-up':
      return followUpWords(t, details)
    case 'fact':
      return {
        title: t('place.timeline.factSet', {
          fact: factName(t, text(details.key) ?? ''),
          value: factValue(t, details.value),
        }),
        body: t('place.confirmedOn', { date: text(details.confirmedOn) ?? '' }),
      }
    default:
      return { title: eventTitle(t, names.kind, details), body: text(details.reason) }
  }
}

function visitWords(t: TFunction, details: Detail): Words {
  const kind = knownKey(visitKinds, details.visitKind)
  const outcome = knownKey(outcomes, details.outcome)
  const failure = knownKey(failures, details.failure)
  const what = [
    kind && t(`words.visitKindShort.${kind}`),
    outcome && t(`visits.outcomes.${outcome}`),
    failure && t(`visits.failures.${failure}`),
  ]
  const observed = texts(details.observed).map((one) => {
    const known = knownKey(observations, one)
    return known ? t(`visits.observed.${known}`) : one
  })
  const voided = text(details.voidedAt) !== undefined
  const reason = text(details.voidReason)
  const next = text(details.nextAttemptAt)
  const names = texts(details.participants).join(t('words.listComma'))
  const others = text(details.othersPresent)
  return {
    title: what.filter(Boolean).join(' · '),
    body: lines(
      text(details.note),
      observed.length > 0 && t('place.timeline.observed', { what: observed.join(t('words.listComma')) }),
      next && (
        <>
          {t('place.timeline.next', { at: '' })}
          <TableInstant at={next} />
        </>
      ),
      details.waits === true && t(details.timeUncertain === true ? 'place.timeline.uncertain' : 'place.timeline.waits'),
      voided && (reason ? t('place.timeline.voidedWhy', { reason }) : t('place.timeline.voided')),
    ),
    ...(voided ? { tone: 'void' as const } : {}),
    ...(names ? { by: others ? t('place.timeline.others', { names, others }) : names } : {}),
  }
}

/** A step of a targeted check: what it is for, what was found, and when next. */
function checkWords(t: TFunction, details: Detail): Words {
  const step = knownKey(checkSteps, details.step) ?? 'planned'
  const outcome = knownKey(recheckOutcomes, details.outcome)
  const day = text(details.day)
  const hazards = typeof details.hazards === 'number' ? details.hazards : 0
  const title = text(details.title)
  const checkId = text(details.checkId)
  return {
    title: t(`place.timeline.checkSteps.${step}`, { day: day ?? '' }),
    body: lines(
      title && checkId && (
        <Link to="/checks/$checkId" params={{ checkId }} search={{}}>
          {title}
        </Link>
      ),
      text(details.reason),
      step === 'done' && t('place.timeline.checkHazards', { count: hazards }),
      outcome && t(`checks.result.outcomes.${outcome}`),
      step === 'rechecked' && day && t('place.timeline.nextRecheck', { day }),
    ),
    ...(step === 'withdrawn' ? { tone: 'void' as const } : {}),
  }
}

function verdictWords(t: TFunction, details: Detail): ReactNode {
  const verdict = t(`place.timeline.verdict.${knownKey(verdicts, details.verdict) ?? 'waiting'}`)
  const name = text(details.decidedByName)
  const at = text(details.decidedAt)
  return (
    <>
      {name ? t('place.timeline.decidedBy', { verdict, name }) : verdict} {at && <TableDate day={at} />}
    </>
  )
}

/** What is there, a line each; nothing when nothing is. */
function lines(...parts: readonly ReactNode[]): ReactNode {
  const said = parts.filter(Boolean)
  if (said.length === 0) return undefined
  // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place
  return said.map((part, index) => <p key={index}>{part}</p>)
}

const checkSteps = ['planned', 'withdrawn', 'done', 'rechecked'] as const
const tierNames = ['red', 'yellow', 'green'] as const
const ruleNames = ['incident-verified', 'decided', 'vacant-with-large-vehicle-access', 'otherwise'] as const
const incidentStates = ['reported', 'verified', 'rejected'] as const
const verdicts = ['approved', 'rejected', 'withdrawn'] as const
const visitKinds = ['canvass', 'patrol', 'targeted', 'appointment'] as const
const outcomes = ['met', 'inspected', 'outside-look', 'failed'] as const
const failures = ['nobody-in', 'road-blocked', 'refused', 'not-found', 'other'] as const
const observations = [
  'new-lock',
  'wheel-tracks',
  'smell-of-oil',
  'tanks',
  'tenants',
  'fresh-digging',
  'leak',
  'damage',
] as const
const categories = [
  'theft',
  'fraud',
  'violence',
  'homicide',
  'property-damage',
  'gambling',
  'pipeline-puncture',
  'pipeline-offence',
  'pipeline-accident',
  'fire',
  'traffic',
  'call-for-help',
  'other',
] as const
