import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../../ui/date-text.tsx'
import type { FollowUpContent, FollowUpDetail } from '../../../api/follow-ups.ts'
import { text } from '../../place/read-details.ts'
import { FollowUpName } from '../follow-up-words.tsx'
import styles from './detail.module.css'

type Finding = FollowUpDetail['findings'][number]
type Props = { readonly followUp: FollowUpDetail; readonly content: FollowUpContent | null }

/** What was seen or said, each with its correction after it; the words once they were read for a purpose. */
export function FindingsPart({ followUp: { findings }, content }: Props) {
  const { t } = useTranslation()
  if (findings.length === 0) return null
  return (
    <section className={styles.section}>
      <h3>{t('followUps.findings.title')}</h3>
      {findings.map((finding) => (
        <One
          key={finding.id}
          finding={finding}
          corrected={findings.some(({ correctsId }) => correctsId === finding.id)}
          content={content}
        />
      ))}
    </section>
  )
}

type OneProps = {
  readonly finding: Finding
  readonly corrected: boolean
  readonly content: FollowUpContent | null
}

function One({ finding, corrected, content }: OneProps) {
  const { t } = useTranslation()
  const read = content?.findings.find(({ id }) => id === finding.id)
  // a shop's new name, never a person's
  const changedTo = text(finding.change?.name)
  const { topic, urgency, correctsId, visitId, at } = finding
  return (
    <div className={`${styles.card} ${corrected ? styles.old : ''}`}>
      <span className={styles.meta}>
        <FollowUpName of={{ subject: finding.kind, topic, urgency }} />
        {correctsId !== null && <span>{t('followUps.findings.correction')}</span>}
        {corrected && <span>{t('followUps.findings.corrected')}</span>}
        <span>
          <DateText day={at} /> <TimeText at={at} />
        </span>
        {visitId !== null && (
          <Link to="/visits" search={{ selected: visitId }}>
            {t('followUps.findings.visit')}
          </Link>
        )}
      </span>
      {changedTo && (
        <p>
          {t('followUps.findings.change')}
          {t('words.colon')}
          {changedTo}
        </p>
      )}
      {content && <p className={styles.said}>{read?.words ?? t('followUps.content.none')}</p>}
      {read?.asker && (
        <p>
          {t('followUps.content.asker', { name: read.asker.name ?? t('followUps.content.askerNameless') })}{' '}
          {read.asker.phone && <a href={`tel:${read.asker.phone.replaceAll(/[^\d+]/g, '')}`}>{read.asker.phone}</a>}
        </p>
      )}
    </div>
  )
}
