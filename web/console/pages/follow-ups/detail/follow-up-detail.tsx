import { hasCode } from '@sifang/client'
import { isDivision } from '@sifang/domain/places/kinds'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../../ui/date-text.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { WaitingRows } from '../../../../ui/waiting.tsx'
import { type FollowUpDetail as Detail, type FollowUpContent, followUpQuery } from '../../../api/follow-ups.ts'
import { Problem } from '../../../shell/problem.tsx'
import { DisputePart } from '../../disputes/dispute-part.tsx'
import { LinkedIncidents } from '../../incidents/linked-incidents.tsx'
import { DueClock } from '../due-clock.tsx'
import { FilesPart } from '../files/files-part.tsx'
import { FollowUpName, whereOf } from '../follow-up-words.tsx'
import { Actions } from './actions.tsx'
import { ClocksPart } from './clocks-part.tsx'
import { ContentPart } from './content-part.tsx'
import styles from './detail.module.css'
import { EntriesPart } from './entries-part.tsx'
import { FindingsPart } from './findings-part.tsx'
import { LadderPart } from './ladder-part.tsx'
import { ToTellPart } from './to-tell-part.tsx'

/** One follow-up: what it is, what comes next, what to do now, how it got here. */
export function FollowUpDetail({ id, wide = false }: { readonly id: string; readonly wide?: boolean }) {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useQuery(followUpQuery(id))
  if (hasCode(error, 'follow-up/not-found')) {
    return (
      <EmptyState
        title={t('followUps.empty.filtered.title')}
        hint={t('followUps.empty.filtered.hint')}
        action={
          <Link to="/follow-ups" search={{}}>
            {t('followUps.stages.all')}
          </Link>
        }
      />
    )
  }
  if (error && !data) {
    return (
      <div className={styles.detail}>
        <Problem of={error} onRetry={() => void refetch()} />
      </div>
    )
  }
  if (isPending) return <WaitingRows rows={8} />
  return <Known followUp={data} wide={wide} onLookAgain={() => void refetch()} />
}

type Props = { readonly followUp: Detail; readonly wide: boolean; readonly onLookAgain: () => void }

function Known({ followUp, wide, onLookAgain }: Props) {
  const { t } = useTranslation()
  const [content, setContent] = useState<FollowUpContent | null>(null)
  const { placeId, mergedIntoId } = followUp
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <h2>
          <FollowUpName of={followUp} />
        </h2>
        <p className={styles.meta}>
          <Link to="/places/$placeId" params={{ placeId }} search={{}}>
            {whereOf(followUp).join(' · ')}
          </Link>
          <span>
            <DateText day={followUp.openedAt} /> <TimeText at={followUp.openedAt} />
          </span>
          {followUp.timesHere > 1 && <span>{t('followUps.ladder.here', { count: followUp.timesHere })}</span>}
        </p>
        <p className={styles.meta}>
          <strong>{t(`followUps.states.${followUp.state}`)}</strong>
          <DueClock of={followUp} />
          {followUp.owner && (
            <span>
              {t('followUps.detail.owner')} <strong>{followUp.owner.name}</strong>
            </span>
          )}
          {followUp.timesReopened > 0 && (
            <span>{t('followUps.detail.reopened', { count: followUp.timesReopened })}</span>
          )}
        </p>
        {mergedIntoId && (
          <p>
            {t('followUps.detail.merged')}
            {t('words.colon')}
            <Link to="/follow-ups" search={{ selected: mergedIntoId }}>
              {t('followUps.detail.mergedOpen')}
            </Link>
          </p>
        )}
      </header>
      {followUp.subject === 'dispute' && followUp.state !== 'merged' && (
        <DisputePart followUp={followUp} wide={wide} onLookAgain={onLookAgain} />
      )}
      <Actions followUp={followUp} onLookAgain={onLookAgain} />
      <ContentPart followUp={followUp} content={content} onRead={setContent} />
      <FindingsPart followUp={followUp} content={content} />
      <FilesPart
        matterId={followUp.id}
        purpose={followUp.mine ? 'handle' : 'answer'}
        takesPart={followUp.mine || followUp.findings.length > 0}
        belongsTo={({ findingId }) => givenWith(t, followUp, findingId)}
      />
      <LinkedIncidents
        of={{ followUpId: followUp.id }}
        placeId={isDivision(followUp.placeKind) ? null : followUp.placeId}
      />
      <ToTellPart followUp={followUp} />
      <ClocksPart followUp={followUp} />
      <LadderPart followUp={followUp} />
      <EntriesPart followUp={followUp} content={content} />
    </article>
  )
}

/** A file is never overwritten: it came with the report, with a correction, or with what was corrected since. */
function givenWith(t: TFunction, { findings }: Detail, findingId: string | null): string | null {
  const finding = findings.find(({ id }) => id === findingId)
  if (!finding) return null
  if (findings.some(({ correctsId }) => correctsId === finding.id)) return t('files.corrected')
  return t(finding.correctsId === null ? 'files.withFinding' : 'files.correction')
}
