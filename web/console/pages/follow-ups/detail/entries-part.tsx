import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../../../ui/date-text.tsx'
import type { FollowUpContent, FollowUpDetail, FollowUpEntry } from '../../../api/follow-ups.ts'
import styles from './detail.module.css'
import { useEntryTitle } from './entry-title.ts'

type Props = { readonly followUp: FollowUpDetail; readonly content: FollowUpContent | null }

/** All that happened to it, the latest first. */
export function EntriesPart({ followUp, content }: Props) {
  const { t } = useTranslation()
  return (
    <section className={styles.section}>
      <h3>{t('followUps.entries.title')}</h3>
      <ol className={styles.entries}>
        {followUp.entries.toReversed().map((entry) => (
          <Entry key={entry.version} entry={entry} subject={followUp.subject} content={content} />
        ))}
      </ol>
    </section>
  )
}

type EntryProps = {
  readonly entry: FollowUpEntry
  readonly subject: FollowUpDetail['subject']
  readonly content: FollowUpContent | null
}

/** Somebody wrote it down this much later than it was. */
const lateMs = 5 * 60_000

function Entry({ entry, subject, content }: EntryProps) {
  const { t } = useTranslation()
  const titleOf = useEntryTitle(subject)
  const words = content?.entries.find(({ version }) => version === entry.version)?.words
  const late = new Date(entry.receivedAt).getTime() - new Date(entry.at).getTime() > lateMs
  const byClock =
    entry.reading === 'full' && entry.by === null && 'clock' in entry.details && entry.details.clock !== null
  return (
    <li className={byClock ? styles.byClock : undefined}>
      <span className={styles.quiet}>
        <DateText day={entry.at} /> <TimeText at={entry.at} />
      </span>
      <div>
        <span>
          <b>{titleOf(entry)}</b>
        </span>
        {words !== undefined && <p className={styles.said}>{words}</p>}
        <span className={styles.quiet}>
          {byClock ? t('followUps.entries.byClock') : entry.by?.name}
          {words === undefined && entry.hasWords && ` · ${t('followUps.entries.words')}`}
          {entry.source && ` ${t('findings.from', { source: t(`findings.sources.${entry.source}`) })}`}
          {late && (
            <>
              {' '}
              (<DateText day={entry.receivedAt} /> <TimeText at={entry.receivedAt} />)
            </>
          )}
        </span>
      </div>
    </li>
  )
}
