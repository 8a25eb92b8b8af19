import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SplitPage } from '../../../ui/split-page.tsx'
import { useNarrow } from '../../../ui/theme/appearance.tsx'
import { dutiesQuery, dutyKey } from '../../api/duties.ts'
import { todayQuery } from '../../api/today.ts'
import { Problem } from '../../shell/problem.tsx'
import { DutyDetail } from '../duties/duty-detail.tsx'
import { DueMap } from './due-map.tsx'
import { DueShortList } from './due-short-list.tsx'
import { FailedTwice } from './failed-twice.tsx'
import { Figures } from './figures.tsx'
import { FiguresWaiting } from './figures-waiting.tsx'
import { FirstSteps } from './first-steps.tsx'
import { todayRoute } from './route.ts'
import styles from './today-page.module.css'

/** How many of the due places the first page shows; the due list has all. */
const shortList = 200

/** What do we have, what is due, what did we promise, how long has nothing happened (DOMAIN.md §12). */
export function TodayPage() {
  const { t } = useTranslation()
  const { selected } = todayRoute.useSearch()
  const navigate = todayRoute.useNavigate()
  const figures = useQuery(todayQuery)
  const due = useInfiniteQuery(dutiesQuery({}, shortList))
  const duties = due.data?.pages[0]?.rows ?? []
  const chosen = duties.find((duty) => dutyKey(duty) === selected) ?? null
  const select = (key: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: key }), replace: selected !== undefined, resetScroll: false })

  const narrow = useNarrow()

  if (figures.data && isEmpty(figures.data.base)) return <FirstSteps />
  return (
    <>
      <h1 className="visually-hidden">{t('today.title')}</h1>
      {figures.data && !(narrow && chosen) && <Figures today={figures.data} />}
      {figures.isPending && <FiguresWaiting />}
      {figures.error && (
        <div className={styles.problem}>
          <Problem of={figures.error} onRetry={() => void figures.refetch()} />
        </div>
      )}
      <SplitPage
        list={<DueShortList due={due} selected={selected} onSelect={select} />}
        middle={<DueMap duties={duties} selected={selected} onSelect={select} />}
        detail={chosen && <DutyDetail duty={chosen} />}
        idle={<FailedTwice />}
        onBack={() => select(undefined)}
        detailLabel={t('today.detail')}
      />
    </>
  )
}

function isEmpty(base: { readonly places: number; readonly villages: number }): boolean {
  return base.places === 0 && base.villages === 0
}
