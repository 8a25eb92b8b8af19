import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { streaksQuery } from '../../api/streaks.ts'
import { DayField } from '../../fields/day-field.tsx'
import { Problem } from '../../shell/problem.tsx'
import { streaksRoute } from './route.ts'
import { StreakCard } from './streak-card.tsx'
import { StreakPart } from './streak-part.tsx'
import styles from './streaks.module.css'

/** Each streak large, as of a day; one of them beside the others in full. */
export function Figures() {
  const { t } = useTranslation()
  const { asOf, selected } = streaksRoute.useSearch()
  const navigate = streaksRoute.useNavigate()
  const { timeZone, now } = useStationTime()
  const today = isoDay(now(), timeZone)
  const { data, error, isPending, refetch } = useQuery(streaksQuery(asOf))
  const select = (id: string | undefined) =>
    void navigate({ search: (was) => ({ ...was, selected: id }), replace: selected !== undefined, resetScroll: false })
  const cards = (
    <div className={styles.cards}>
      <div className={`${styles.asOf} screen-only`}>
        <span>{t('streaks.asOf')}</span>
        <DayField
          label={t('streaks.asOf')}
          value={asOf ?? today}
          max={today}
          onChange={(day) =>
            void navigate({ search: (was) => ({ ...was, asOf: day === null || day === today ? undefined : day }) })
          }
        />
        {asOf !== undefined && (
          <Button type="link" onClick={() => void navigate({ search: (was) => ({ ...was, asOf: undefined }) })}>
            {t('streaks.toToday')}
          </Button>
        )}
      </div>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && <WaitingRows rows={6} />}
      {data?.rows.length === 0 && <EmptyState title={t('streaks.none.title')} hint={t('streaks.none.hint')} />}
      {data?.rows.map((streak) => (
        <StreakCard key={streak.id} streak={streak} selected={streak.id === selected} />
      ))}
    </div>
  )
  return (
    <SplitPage
      list={cards}
      detail={selected === undefined ? null : <StreakPart key={selected} id={selected} asOf={asOf} today={today} />}
      idle={<p className={styles.choose}>{t('streaks.choose')}</p>}
      onBack={() => select(undefined)}
      detailLabel={t('streaks.detail')}
    />
  )
}
