import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableDate } from '../../../../ui/date-text.tsx'
import { WaitingRows } from '../../../../ui/waiting.tsx'
import { type RoundListRow, roundListsQuery } from '../../../api/round-lists.ts'
import { Field } from '../../../fields/field.tsx'
import { Problem } from '../../../shell/problem.tsx'
import styles from './rounds.module.css'
import { roundsRoute } from './route.ts'

/** The way to a list that is there already: by the number on the paper, or among those that were made. */
export function EarlierLists() {
  const { t } = useTranslation()
  const lists = useInfiniteQuery(roundListsQuery)
  const rows = lists.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <section id="earlier" className={styles.box} aria-label={t('visits.rounds.earlier')}>
      <OpenByNumber />
      <h2 className={styles.earlierHead}>{t('visits.rounds.earlier')}</h2>
      {lists.error && <Problem of={lists.error} onRetry={() => void lists.refetch()} />}
      {lists.isPending && <WaitingRows rows={4} />}
      {lists.data && rows.length === 0 && <p className={styles.hint}>{t('visits.rounds.earlierNone')}</p>}
      {rows.length > 0 && (
        <ul className={styles.earlier}>
          {rows.map((row) => (
            <li key={row.id}>
              <Earlier list={row} />
            </li>
          ))}
        </ul>
      )}
      {lists.hasNextPage && (
        <Button type="link" size="small" loading={lists.isFetchingNextPage} onClick={() => void lists.fetchNextPage()}>
          {t('visits.rounds.more')}
        </Button>
      )}
    </section>
  )
}

function Earlier({ list }: { readonly list: RoundListRow }) {
  const { t } = useTranslation()
  const { number, title, madeAt, madeBy, places, entered } = list
  return (
    <Link to="/visits/round-lists/$number" params={{ number: String(number) }} search={{}}>
      <b>{title}</b>
      <span className={styles.made}>
        {t('visits.rounds.no', { number })} · <TableDate day={madeAt} /> · {madeBy.name}
      </span>
      <span className={entered < places ? styles.open : styles.made}>
        {entered < places ? t('visits.rounds.entered', { entered, places }) : t('visits.rounds.enteredAll')}
      </span>
    </Link>
  )
}

function OpenByNumber() {
  const { t } = useTranslation()
  const navigate = roundsRoute.useNavigate()
  const [typed, setTyped] = useState('')
  const number = /^\d{1,7}$/.test(typed.trim()) ? typed.trim() : null
  const open = (show: 'enter' | undefined) =>
    number !== null && void navigate({ to: '/visits/round-lists/$number', params: { number }, search: { show } })
  return (
    <form
      className={styles.byNumber}
      onSubmit={(event) => {
        event.preventDefault()
        open('enter')
      }}
    >
      <Field label={t('visits.rounds.openTitle')}>
        <Input
          aria-label={t('visits.rounds.number')}
          placeholder={t('visits.rounds.number')}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div className={styles.buttons}>
        <Button htmlType="submit" disabled={number === null}>
          {t('visits.rounds.toEnter')}
        </Button>
        <Button disabled={number === null} onClick={() => open(undefined)}>
          {t('visits.rounds.toPrint')}
        </Button>
      </div>
    </form>
  )
}
