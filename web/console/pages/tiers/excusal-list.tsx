import { newId } from '@sifang/client'
import { mayDecide } from '@sifang/domain/members'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DateText, TableDate, TimeText } from '../../../ui/date-text.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { decideExcusal, type Excusal, excusalsQuery } from '../../api/excusals.ts'
import { useDecider } from '../../api/me-decider.ts'
import { Problem } from '../../shell/problem.tsx'
import { DecisionList } from './decision-list.tsx'
import { EitherList } from './either-list.tsx'
import { pagedList } from './read-list.ts'
import { tiersRoute } from './route.ts'
import styles from './tiers.module.css'

/** Excusals that wait for somebody other than the duty's owner, or those that were decided. */
export function ExcusalList() {
  const { t } = useTranslation()
  const { decided } = tiersRoute.useSearch()
  const columns = useColumns(decided === true)
  const list = useInfiniteQuery(excusalsQuery(decided ? 'decided' : 'waiting'))
  return (
    <>
      <EitherList
        waiting={{ show: 'excusals' }}
        other={{ show: 'excusals', decided: true }}
        otherName={t('tiers.show.decided')}
        showsOther={decided === true}
      />
      <DecisionList
        label={t('tiers.tabs.excusals')}
        columns={columns}
        list={pagedList(list)}
        rowKey={({ id }) => id}
        empty={decided ? 'decidedExcusals' : 'excusals'}
        detail={(excusal) => <Detail key={excusal.id} excusal={excusal} />}
      />
    </>
  )
}

function useColumns(decided: boolean): readonly Column<Excusal>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'place',
      title: t('words.place'),
      card: 'title',
      cell: ({ placeName }) => <b style={{ fontWeight: 500 }}>{placeName}</b>,
    },
    {
      key: 'village',
      title: t('words.village'),
      width: 104,
      card: 'meta',
      wideOnly: true,
      cell: ({ villageName }) => villageName,
    },
    {
      key: 'period',
      title: t('excusals.period'),
      width: 84,
      card: 'meta',
      cell: ({ period }) => t(`words.period.${period}`),
    },
    {
      key: 'until',
      title: t('excusals.until'),
      width: 108,
      card: 'meta',
      cell: ({ until }) => until && <TableDate day={until} />,
    },
    {
      key: 'reason',
      title: t('excusals.reason'),
      width: 220,
      card: 'meta',
      wideOnly: true,
      cell: ({ reason }) => reason,
    },
    { key: 'by', title: t('excusals.askedBy'), width: 88, card: 'meta', cell: ({ askedBy }) => askedBy.name },
    ...(decided
      ? [
          {
            key: 'verdict',
            title: t('tiers.verdict'),
            width: 84,
            card: 'meta' as const,
            cell: ({ verdict }: Excusal) => verdict && t(`tiers.verdicts.${verdict}`),
          },
        ]
      : []),
  ]
}

function Detail({ excusal }: { readonly excusal: Excusal }) {
  const { t } = useTranslation()
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <h2>{excusal.placeName}</h2>
        {excusal.villageName && <p className={styles.hint}>{excusal.villageName}</p>}
      </header>
      <Facts
        facts={[
          { label: t('excusals.reason'), value: excusal.reason },
          {
            label: t('excusals.period'),
            value: (
              <>
                {t(`words.period.${excusal.period}`)} · <DateText day={excusal.periodStart} />
                {excusal.until && (
                  <>
                    {' '}
                    – <DateText day={excusal.until} />
                  </>
                )}
              </>
            ),
          },
          {
            label: t('excusals.askedBy'),
            value: (
              <>
                {excusal.askedBy.name} · <DateText day={excusal.askedAt} /> <TimeText at={excusal.askedAt} />
              </>
            ),
          },
          ...(excusal.verdict && excusal.decidedAt
            ? [
                {
                  label: t('tiers.verdict'),
                  value: (
                    <>
                      {t(`tiers.verdicts.${excusal.verdict}`)}
                      <span className={styles.hint}>
                        {' '}
                        · {excusal.decidedByName} · <DateText day={excusal.decidedAt} />{' '}
                        <TimeText at={excusal.decidedAt} />
                      </span>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {excusal.verdict === null && <Decide excusal={excusal} />}
      <Link className="screen-only" to="/places/$placeId" params={{ placeId: excusal.placeId }} search={{}}>
        {t('tiers.detail.openPlace')}
      </Link>
    </article>
  )
}

/** Approves or rejects, or says who may. */
function Decide({ excusal }: { readonly excusal: Excusal }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const decider = useDecider()
  const [id] = useState(newId)
  const deciding = useMutation({
    mutationFn: (verdict: 'approved' | 'rejected') => decideExcusal(excusal.id, { id, verdict }),
    onSuccess: (_, verdict) => message.success(t(`excusals.${verdict}`)),
  })
  const entitled = mayDecide('approve-excusal', decider, { enteredBy: null }) === null
  return (
    <>
      {deciding.error && <Problem of={deciding.error} />}
      {excusal.mayDecide ? (
        <>
          <div className={styles.actions}>
            <Button
              type="primary"
              loading={deciding.isPending && deciding.variables === 'approved'}
              disabled={deciding.isPending}
              onClick={() => deciding.mutate('approved')}
            >
              {t('excusals.approve')}
            </Button>
            <Button
              loading={deciding.isPending && deciding.variables === 'rejected'}
              disabled={deciding.isPending}
              onClick={() => deciding.mutate('rejected')}
            >
              {t('excusals.reject')}
            </Button>
          </div>
          <p className={styles.hint}>{t('excusals.effect')}</p>
        </>
      ) : (
        <p className={styles.notice}>
          {t(excusal.until === null ? 'excusals.gone' : entitled ? 'excusals.own' : 'tiers.decide.notEntitled')}
        </p>
      )}
    </>
  )
}
