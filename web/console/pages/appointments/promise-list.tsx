import { newId } from '@sifang/client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, isoDay } from '../../../ui/civil-time.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { type Promised, promisesQuery, withdrawPromise } from '../../api/appointments.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './appointments.module.css'
import { PublishDialog } from './publish-dialog.tsx'
import { appointmentsRoute } from './route.ts'

/** Promises by their day: who sees to it, when somebody looks in again, what everybody may read of it. */
export function PromiseList() {
  const { t } = useTranslation()
  const { villageId, closed } = appointmentsRoute.useSearch()
  const list = useInfiniteQuery(promisesQuery({ villageId, closed }))
  if (list.error) return <Problem of={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <WaitingRows rows={6} />
  const rows = list.data.pages.flatMap((page) => page.rows)
  return (
    <div className={styles.part}>
      <div className={styles.line}>
        <Link to="/appointments" search={{ show: 'promises', villageId, closed: closed ? undefined : true }}>
          {t(closed ? 'appointments.promise.current' : 'appointments.promise.closed')}
        </Link>
      </div>
      {rows.length === 0 && (
        <EmptyState title={t('appointments.empty.promises.title')} hint={t('appointments.empty.promises.hint')} />
      )}
      <ul className={styles.cards}>
        {rows.map((promise) => (
          <PromiseCard key={promise.id} promise={promise} />
        ))}
      </ul>
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('appointments.promise.more')}</Button>}
    </div>
  )
}

function PromiseCard({ promise }: { readonly promise: Promised }) {
  const { t } = useTranslation()
  const mayPublish = useMay('promise.publish') !== null
  const [publishing, setPublishing] = useState(false)
  const { subject, place, villageName, owner, on, revisit, published, appointmentId } = promise
  return (
    <li className={styles.card}>
      <span className={styles.line}>
        <b>
          {t(`appointments.bookingKinds.${subject}`)} · {place.name}
          {villageName && villageName !== place.name && `（${villageName}）`}
        </b>
        <Left promise={promise} />
      </span>
      <span>
        {t('appointments.promise.on')} <DateText day={on} /> · {t('appointments.promise.owner')} {owner.name}
        {revisit && (
          <>
            {' · '}
            {t('appointments.promise.revisit')} <DateText day={revisit.on} /> {revisit.ownerName}
          </>
        )}
      </span>
      <span className={published ? undefined : styles.hint}>
        {published
          ? `${t('appointments.promise.published')}：${published.text}`
          : t('appointments.promise.notPublished')}
      </span>
      <span className={`${styles.actions} screen-only`}>
        {mayPublish && (
          <Button size="small" onClick={() => setPublishing(true)}>
            {t(published ? 'appointments.promise.change' : 'appointments.promise.publish')}
          </Button>
        )}
        {mayPublish && published && <Withdraw id={promise.id} />}
        <Link to="/appointments" search={{ show: 'past', selected: appointmentId }}>
          {t('appointments.promise.openAppointment')}
        </Link>
      </span>
      {publishing && (
        <PublishDialog id={promise.id} text={published?.text ?? ''} onClose={() => setPublishing(false)} />
      )}
    </li>
  )
}

function Left({ promise: { state, on, overdue } }: { readonly promise: Promised }) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  const days = daysBetween(isoDay(now(), timeZone), on)
  if (overdue) return <b className={styles.urgent}>{t('appointments.promise.overdue', { count: -days })}</b>
  if (state !== 'open' && state !== 'accepted' && state !== 'working') {
    return <span className={styles.hint}>{t('appointments.promise.settled')}</span>
  }
  return <span>{days === 0 ? t('appointments.promise.today') : t('appointments.promise.left', { count: days })}</span>
}

function Withdraw({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [entryId] = useState(newId)
  const withdrawing = useMutation({
    mutationFn: () => withdrawPromise(id, entryId),
    onSuccess: () => {
      void message.success(t('appointments.promise.withdrawn'))
      void client.invalidateQueries({ queryKey: ['promise'] })
    },
  })
  return (
    <>
      <Button size="small" loading={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
        {t('appointments.promise.withdraw')}
      </Button>
      {withdrawing.error && <Problem of={withdrawing.error} />}
    </>
  )
}
