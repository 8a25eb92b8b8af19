import { mayDecide } from '@sifang/domain/members'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daysBetween, isoDay } from '../../../ui/civil-time.ts'
import type { Column } from '../../../ui/data-table/column.ts'
import { DateText, TableDate } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { useDecider } from '../../api/me-decider.ts'
import { type RedReview, redReviewsQuery } from '../../api/tiers.ts'
import { CloseRed } from './close-red.tsx'
import { DecisionList } from './decision-list.tsx'
import styles from './tiers.module.css'

/** Red places without another incident for 90 days. */
export function RedReviewList() {
  const { t } = useTranslation()
  const columns = useColumns()
  const { data, error, isPending, refetch } = useQuery(redReviewsQuery)
  return (
    <DecisionList
      label={t('tiers.tabs.redReviews')}
      columns={columns}
      list={{ rows: data?.rows ?? [], pending: isPending, error, onRetry: () => void refetch() }}
      rowKey={({ placeId }) => placeId}
      empty="redReviews"
      detail={(review) => <Detail key={review.placeId} review={review} />}
    />
  )
}

function useColumns(): readonly Column<RedReview>[] {
  const { t } = useTranslation()
  return [
    { key: 'tier', title: t('words.tier'), width: 72, card: 'lead', cell: () => <TierMark tier="red" /> },
    {
      key: 'place',
      title: t('tiers.place'),
      card: 'title',
      cell: ({ placeName }) => <b style={{ fontWeight: 500 }}>{placeName}</b>,
    },
    {
      key: 'village',
      title: t('tiers.village'),
      width: 104,
      card: 'meta',
      wideOnly: true,
      cell: ({ villageName }) => villageName,
    },
    {
      key: 'since',
      title: t('tiers.red.since'),
      width: 116,
      card: 'meta',
      cell: ({ redSince }) => <TableDate day={redSince} />,
    },
    {
      key: 'last',
      title: t('tiers.red.lastIncident'),
      width: 200,
      card: 'meta',
      cell: ({ lastIncidentOn }) => <Since day={lastIncidentOn} />,
    },
  ]
}

/** 2025-02-01 · 97 天无警情 */
function Since({ day }: { readonly day: string }) {
  const { t } = useTranslation()
  const { timeZone, now } = useStationTime()
  return (
    <>
      <TableDate day={day} /> · {t('tiers.red.days', { count: daysBetween(day, isoDay(now(), timeZone)) })}
    </>
  )
}

function Detail({ review }: { readonly review: RedReview }) {
  const { t } = useTranslation()
  const decider = useDecider()
  const [open, setOpen] = useState(false)
  const may = mayDecide('review-red', decider, { enteredBy: null }) === null
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <TierMark tier="red" long />
        <h2>{review.placeName}</h2>
      </header>
      <Facts
        facts={[
          { label: t('tiers.red.since'), value: <DateText day={review.redSince} /> },
          { label: t('tiers.red.lastIncident'), value: <Since day={review.lastIncidentOn} /> },
          ...(review.villageName ? [{ label: t('tiers.village'), value: review.villageName }] : []),
        ]}
      />
      {may ? (
        <Button type="primary" className={styles.start ?? ''} onClick={() => setOpen(true)}>
          {t('tiers.red.close')}
        </Button>
      ) : (
        <p className={styles.notice}>{t('tiers.red.notEntitled')}</p>
      )}
      <Link className="screen-only" to="/places/$placeId" params={{ placeId: review.placeId }} search={{}}>
        {t('tiers.detail.openPlace')}
      </Link>
      {open && <CloseRed placeId={review.placeId} placeName={review.placeName} onClose={() => setOpen(false)} />}
    </article>
  )
}
