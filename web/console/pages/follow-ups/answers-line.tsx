import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answersQuery } from '../../api/follow-ups.ts'
import styles from './follow-ups.module.css'

/** The confirmed rate: of words only, silence beside it. */
export function AnswersLine() {
  const { t } = useTranslation()
  const { data } = useQuery(answersQuery)
  if (!data) return null
  const { days, confirmed, unhappy, silent, rate } = data
  return (
    <p className={styles.answers}>
      {rate === null
        ? t('followUps.answers.none', { days, silent })
        : t('followUps.answers.told', {
            days,
            confirmed,
            silent,
            count: confirmed + unhappy,
            rate: Math.round(rate * 100),
          })}
    </p>
  )
}
