import { useTranslation } from 'react-i18next'
import type { FollowUp } from '../../api/follow-ups.ts'
import styles from './follow-ups.module.css'

type Titled = Pick<FollowUp, 'subject' | 'topic'>
type Placed = Pick<FollowUp, 'placeName' | 'villageName'>

/** What it is about, in a few words: 浇地灌溉 · 矛盾纠纷. */
export function useFollowUpName(): (of: Titled) => string {
  const { t } = useTranslation()
  return ({ subject, topic }) => {
    const kind = t(`findings.kinds.${subject}`)
    return topic === null || topic === 'other' ? kind : `${t(`findings.topics.${topic}`)} · ${kind}`
  }
}

/** The same with its weight on the topic, and 紧急 before it where it is. */
export function FollowUpName({ of }: { readonly of: Titled & Pick<FollowUp, 'urgency'> }) {
  const { t } = useTranslation()
  const { subject, topic, urgency } = of
  const kind = t(`findings.kinds.${subject}`)
  return (
    <span className={styles.title}>
      {urgency === 'urgent' && <b className={styles.urgent}>{t('findings.urgencies.urgent')}</b>}
      <b>{topic === null || topic === 'other' ? kind : t(`findings.topics.${topic}`)}</b>
      {topic !== null && topic !== 'other' && <span className={styles.quiet}>{kind}</span>}
    </span>
  )
}

/** 小宋五金店（西隋村）; a village by its name alone. */
export function whereOf({ placeName, villageName }: Placed): readonly string[] {
  return villageName === null || villageName === placeName ? [placeName] : [placeName, villageName]
}
