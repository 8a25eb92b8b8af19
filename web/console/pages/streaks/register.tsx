import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { TableDate } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Pane } from '../../../ui/pane.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMay } from '../../api/me.ts'
import { type RegisterMonth, registerQuery } from '../../api/streaks.ts'
import { Problem } from '../../shell/problem.tsx'
import { useCategoryWord } from '../incidents/category-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { CountsDialog } from './counts-dialog.tsx'
import { streaksRoute } from './route.ts'
import styles from './streaks.module.css'

/** 警情核对: each month that is over, typed from the call register by one and confirmed by another. */
export function Register() {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const thisYear = Number(isoDay(now(), timeZone).slice(0, 4))
  const { year = thisYear } = streaksRoute.useSearch()
  const navigate = streaksRoute.useNavigate()
  const { data, error, isPending, refetch } = useQuery(registerQuery(year))
  const turn = (to: number) =>
    void navigate({ search: { show: 'register', year: to === thisYear ? undefined : to }, replace: true })
  return (
    <Pane>
      <p className={styles.hint}>{t('streaks.register.lead')}</p>
      <div className={`${styles.years} screen-only`}>
        <Button icon={<LeftOutlined />} aria-label={t('streaks.register.before')} onClick={() => turn(year - 1)} />
        <b>{t('streaks.register.year', { year: String(year) })}</b>
        <Button
          icon={<RightOutlined />}
          aria-label={t('streaks.register.after')}
          disabled={year >= thisYear}
          onClick={() => turn(year + 1)}
        />
      </div>
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && <WaitingRows rows={8} />}
      {data?.months.length === 0 && (
        <EmptyState title={t('streaks.register.none.title')} hint={t('streaks.register.none.hint')} />
      )}
      <ul className={styles.months}>
        {data?.months.map((month) => (
          <Month key={month.month} month={month} categories={data.categories} />
        ))}
      </ul>
    </Pane>
  )
}

type MonthProps = { readonly month: RegisterMonth; readonly categories: readonly string[] }

function Month({ month, categories }: MonthProps) {
  const { t } = useTranslation()
  const word = useCategoryWord()
  const mayWrite = useMay('reconciliation.write') !== null
  const [open, setOpen] = useState<'type' | 'confirm' | null>(null)
  const [last] = month.entries
  const shown = [...new Set([...categories, ...Object.keys(month.recorded)])].filter(
    (category) => (last?.counts[category] ?? 0) > 0 || (month.recorded[category] ?? 0) > 0,
  )
  const state = last === undefined ? 'missing' : last.confirmedAt === null ? 'waiting' : 'confirmed'
  return (
    <li className={styles.month}>
      <h3>{month.month.slice(0, 7)}</h3>
      <span className={state === 'confirmed' ? styles.hint : styles.review}>
        {t(`streaks.register.state.${state}`)}
      </span>
      <ul className={styles.counts}>
        {shown.map((category) => {
          const register = last?.counts[category]
          const recorded = month.recorded[category] ?? 0
          return (
            <li key={category} data-differs={register !== undefined && register !== recorded}>
              {word(category)}{' '}
              {register === undefined
                ? t('streaks.register.recorded', { recorded })
                : t('streaks.register.both', { register, recorded })}
            </li>
          )
        })}
        {shown.length === 0 && <li>{t(last ? 'streaks.register.quiet' : 'streaks.register.nothing')}</li>}
      </ul>
      <span className={styles.hint}>
        {last && (
          <>
            {t('streaks.register.typedBy', { name: last.typedByName })} <TableDate day={last.typedAt} />
          </>
        )}
        {last?.confirmedAt && (
          <>
            {' · '}
            {t('streaks.register.confirmedBy', { name: last.confirmedByName ?? '' })}{' '}
            <TableDate day={last.confirmedAt} />
          </>
        )}
      </span>
      {mayWrite && (
        <span className={`${styles.monthActions} screen-only`}>
          {last && state === 'waiting' && !last.typedByMe && (
            <Button type="primary" onClick={() => setOpen('confirm')}>
              {t('streaks.register.confirm')}
            </Button>
          )}
          <Button onClick={() => setOpen('type')}>
            {t(last ? 'streaks.register.correct' : 'streaks.register.type')}
          </Button>
        </span>
      )}
      {open === 'type' && <CountsDialog month={month.month} categories={categories} onClose={() => setOpen(null)} />}
      {open === 'confirm' && last && <ConfirmDialog month={month} entry={last} onClose={() => setOpen(null)} />}
    </li>
  )
}
