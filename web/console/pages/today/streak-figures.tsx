import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Figure } from '../../../ui/figure.tsx'
import { useMay } from '../../api/me.ts'
import { type Streak, streaksQuery } from '../../api/streaks.ts'
import { useStreakWords } from '../streaks/streak-words.ts'
import styles from './figures.module.css'

/** How many streaks the first page has room for; the page has all. */
const mostShown = 4

/** How long nothing has happened; each figure opens its streak. */
export function StreakFigures() {
  const { t } = useTranslation()
  const may = useMay('streak.read') !== null
  const { data } = useQuery({ ...streaksQuery(), enabled: may })
  if (!may || !data) return null
  const running = data.rows.filter(({ endedOn }) => endedOn === null)
  const checkedTo = leastOf(running)
  return (
    <div>
      <h2 className={styles.title}>{t('today.streaks.title')}</h2>
      {running.length === 0 && <p className={styles.hint}>{t('today.streaks.none')}</p>}
      <ul className={styles.waiting}>
        {running.slice(0, mostShown).map((streak) => (
          <li key={streak.id}>
            <OneFigure streak={streak} />
          </li>
        ))}
      </ul>
      {checkedTo !== null && (
        <p className={styles.checked}>
          <Link to="/streaks" search={{ show: 'register' }}>
            {t('streaks.checkedTo', { day: checkedTo })}
          </Link>
        </p>
      )}
    </div>
  )
}

function OneFigure({ streak }: { readonly streak: Streak }) {
  const { t } = useTranslation()
  const words = useStreakWords()
  const name = words.name(streak)
  const search = { selected: streak.id }
  if (streak.value === null) {
    return (
      <Link to="/streaks" search={search}>
        {name} {t('today.streaks.unset')}
      </Link>
    )
  }
  const waits = streak.underReview !== null || streak.differences.length > 0
  return (
    <Figure
      lead={name}
      value={streak.value}
      unit={
        <>
          {words.unit(streak.kind, streak.value)}
          {waits && <b className={styles.review}> {t('today.streaks.review')}</b>}
        </>
      }
      to="/streaks"
      search={search}
    />
  )
}

/** All are checked up to this day; null when one was never checked. */
function leastOf(streaks: readonly Streak[]): string | null {
  const days = streaks.filter(({ value }) => value !== null).map(({ reconciledTo }) => reconciledTo)
  if (days.length === 0 || days.includes(null)) return null
  return days.reduce((least, day) => (day !== null && (least === null || day < least) ? day : least), null)
}
