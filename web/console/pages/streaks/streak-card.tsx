import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../ui/date-text.tsx'
import type { Streak } from '../../api/streaks.ts'
import { streaksRoute } from './route.ts'
import { useStreakWords } from './streak-words.ts'
import styles from './streaks.module.css'

/** The figure, since when, and how sure it is. */
export function StreakCard({ streak, selected }: { readonly streak: Streak; readonly selected: boolean }) {
  const { t } = useTranslation()
  const words = useStreakWords()
  const search = streaksRoute.useSearch()
  return (
    <Link
      to="/streaks"
      search={{ ...search, selected: streak.id }}
      className={styles.card}
      aria-current={selected ? 'true' : undefined}
      resetScroll={false}
    >
      <span className={styles.name}>
        {words.name(streak)}
        <small>{words.where(streak)}</small>
        {streak.endedOn !== null && <small>{t('streaks.endedOn', { day: streak.endedOn })}</small>}
      </span>
      {streak.value === null ? (
        <span className={styles.unset}>{t('streaks.noStart')}</span>
      ) : (
        <span className={styles.value}>
          <b>{streak.value}</b> {words.unit(streak.kind, streak.value)}
        </span>
      )}
      <span className={styles.since}>
        {streak.since !== null && (
          <>
            {t('streaks.since')} <TableDate day={streak.since} />
          </>
        )}
      </span>
      <Certainty streak={streak} />
    </Link>
  )
}

/** 已核对至, 核查中 and the day on which it would break, a difference with the register, a window that runs. */
export function Certainty({ streak }: { readonly streak: Streak }) {
  const { t } = useTranslation()
  if (streak.value === null) return null
  const { running, underReview, differences, reconciledTo } = streak
  return (
    <span className={styles.certainty}>
      <span>{reconciledTo === null ? t('streaks.unchecked') : t('streaks.checkedTo', { day: reconciledTo })}</span>
      {underReview !== null && (
        <strong className={styles.review}>{t('streaks.underReview', { day: underReview })}</strong>
      )}
      {differences.length > 0 && (
        <strong className={styles.review}>
          {t('streaks.differs', {
            month: [...new Set(differences.map(({ month }) => month.slice(0, 7)))].join(t('words.listComma')),
          })}
        </strong>
      )}
      {running !== null && (
        <span>
          {running.brokenOn === null
            ? t('streaks.running', { year: running.year, day: running.lastDay })
            : t('streaks.runningBroken', { year: running.year, day: running.brokenOn })}
        </span>
      )}
    </span>
  )
}
