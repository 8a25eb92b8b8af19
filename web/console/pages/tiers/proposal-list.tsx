import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { TableDate } from '../../../ui/date-text.tsx'
import { TierMark } from '../../../ui/tier-mark.tsx'
import { type Proposal, proposalsQuery } from '../../api/tiers.ts'
import { DecisionList } from './decision-list.tsx'
import { EitherList } from './either-list.tsx'
import { ProposalDetail } from './proposal-detail.tsx'
import { pagedList } from './read-list.ts'
import { tiersRoute } from './route.ts'
import styles from './tiers.module.css'

/** Proposals that wait, or all of them. */
export function ProposalList() {
  const { t } = useTranslation()
  const { all } = tiersRoute.useSearch()
  const columns = useColumns(all === true)
  const list = useInfiniteQuery(proposalsQuery(all ? {} : { waiting: true }))
  return (
    <>
      <EitherList
        waiting={{ show: 'proposals' }}
        other={{ show: 'proposals', all: true }}
        otherName={t('tiers.show.all')}
        showsOther={all === true}
      />
      <DecisionList
        label={t('tiers.tabs.proposals')}
        columns={columns}
        list={pagedList(list)}
        rowKey={({ id }) => id}
        empty={all ? 'all' : 'proposals'}
        detail={(proposal) => <ProposalDetail key={proposal.id} proposal={proposal} />}
      />
    </>
  )
}

function useColumns(withVerdict: boolean): readonly Column<Proposal>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'place',
      title: t('tiers.place'),
      card: 'title',
      cell: ({ placeName }) => <b style={{ fontWeight: 500 }}>{placeName}</b>,
    },
    {
      key: 'change',
      title: t('tiers.change'),
      width: 196,
      card: 'aside',
      cell: (proposal) => <Change proposal={proposal} />,
    },
    { key: 'reason', title: t('tiers.reason'), width: 220, card: 'meta', wideOnly: true, cell: ({ reason }) => reason },
    {
      key: 'lastDay',
      title: t('tiers.lastDay'),
      width: 108,
      card: 'none',
      wideOnly: true,
      cell: ({ lastDay }) => <TableDate day={lastDay} />,
    },
    {
      key: 'by',
      title: t('tiers.proposedBy'),
      width: 88,
      card: 'meta',
      cell: ({ proposedBy }) => proposedBy.name,
    },
    {
      key: 'at',
      title: t('tiers.proposed'),
      width: 108,
      card: 'none',
      wideOnly: true,
      cell: ({ proposedAt }) => <TableDate day={proposedAt} />,
    },
    ...(withVerdict
      ? [
          {
            key: 'verdict',
            title: t('tiers.verdict'),
            width: 84,
            card: 'meta' as const,
            cell: ({ verdict }: Proposal) => (
              <span className={verdict === null ? styles.waits : undefined}>
                {t(`tiers.verdicts.${verdict ?? 'waiting'}`)}
              </span>
            ),
          },
        ]
      : []),
  ]
}

/** ● 绿 → ▲ 黄 */
export function Change({ proposal }: { readonly proposal: Pick<Proposal, 'tierNow' | 'tier'> }) {
  return (
    <span className={styles.change}>
      <TierMark tier={proposal.tierNow} />
      <span aria-hidden="true">→</span>
      <TierMark tier={proposal.tier} />
    </span>
  )
}
