import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { disputeQuery, type Opened } from '../../api/disputes.ts'
import type { FollowUpDetail } from '../../api/follow-ups.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import { AgainPart } from './again-part.tsx'
import { DisputeDates } from './dispute-dates.tsx'
import { DisputeFacts } from './dispute-facts.tsx'
import { useMissingWords } from './dispute-words.ts'
import styles from './disputes.module.css'
import { PapersPart } from './papers-part.tsx'
import { PartiesPart } from './parties-part.tsx'
import { Steps } from './steps/steps.tsx'

type Props = { readonly followUp: FollowUpDetail; readonly wide: boolean; readonly onLookAgain: () => void }

/** 调处 of a dispute: what stands, what comes next, what is missing, its dates, who it is between. */
export function DisputePart({ followUp, wide, onLookAgain }: Props) {
  const may = useMay('dispute.read')
  return may === null ? null : <Readable followUp={followUp} wide={wide} onLookAgain={onLookAgain} />
}

/** A quarrel that was over before anybody took it up as a dispute: both parts of the page say so. */
const told = ['settled', 'confirmed', 'closed-unanswered'] as const

/** Names stay open for this long, then they are read anew. */
const shownMs = 10 * 60_000

function Readable({ followUp, wide, onLookAgain }: Props) {
  const { t } = useTranslation()
  const { data: dispute, error, isPending, refetch } = useQuery(disputeQuery(followUp.id))
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    if (!opened) return
    const timer = setTimeout(() => setOpened(null), shownMs)
    return () => clearTimeout(timer)
  }, [opened])
  if (error && !dispute) return <Problem of={error} onRetry={() => void refetch()} />
  if (isPending || !dispute) return <WaitingRows rows={4} />
  const lookAgain = () => {
    void refetch()
    onLookAgain()
  }
  return (
    <section className={styles.part} aria-label={t('disputes.part')}>
      <header className={styles.partHead}>
        <h3>{t('disputes.part')}</h3>
        <strong>
          {dispute.state === 'reported' && told.some((state) => state === followUp.state)
            ? t('disputes.settledByHand')
            : t(`disputes.states.${dispute.state}`)}
        </strong>
        {!wide && (
          <Link className="screen-only" to="/disputes/$disputeId" params={{ disputeId: dispute.id }}>
            {t('disputes.wide')}
          </Link>
        )}
      </header>
      <Steps
        dispute={dispute}
        opened={opened}
        besides={followUp.state === 'settled' && followUp.toTell.length > 0}
        onLookAgain={lookAgain}
      />
      <MissingLine dispute={dispute} opened={opened} />
      <DisputeDates dispute={dispute} />
      <DisputeFacts dispute={dispute} />
      <PartiesPart dispute={dispute} opened={opened} onOpened={setOpened} />
      <AgainPart dispute={dispute} followUp={followUp} />
      <PapersPart dispute={dispute} opened={opened} onOpened={setOpened} onLookAgain={lookAgain} />
    </section>
  )
}

function MissingLine({ dispute, opened }: Pick<Parameters<typeof Steps>[0], 'dispute' | 'opened'>) {
  const { t } = useTranslation()
  const wordsOf = useMissingWords(dispute, opened)
  if (dispute.missing.length === 0) return null
  return (
    <div className={styles.missing}>
      <b>{t('disputes.missing.title')}</b>
      <ul>
        {dispute.missing.map((one) => (
          <li key={`${one.kind} ${one.of} ${one.no}`}>{wordsOf(one)}</li>
        ))}
      </ul>
    </div>
  )
}
