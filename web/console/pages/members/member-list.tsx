import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { type Member, membersQuery } from '../../api/members.ts'
import { Problem } from '../../shell/problem.tsx'
import { MemberDetail } from './member-detail.tsx'
import styles from './members.module.css'
import { membersRoute } from './route.ts'

export function MemberList() {
  const { t } = useTranslation()
  const { selected, role, villageId, search, left } = membersRoute.useSearch()
  const navigate = membersRoute.useNavigate()
  const query = useInfiniteQuery(membersQuery({ role, villageId, search, left }))
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const filtered = (role ?? villageId ?? search ?? left) !== undefined
  const select = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: id }), replace: selected !== undefined, resetScroll: false })

  const columns: readonly Column<Member>[] = [
    {
      key: 'name',
      title: t('members.name'),
      width: 150,
      card: 'title',
      cell: ({ name, leftOn, standIn }) => (
        <>
          <b className={styles.name}>{name}</b>
          {leftOn && <span className={styles.quiet}> {t('members.leftOn', { date: leftOn })}</span>}
          {standIn && <span className={styles.quiet}> {t('members.standInBy', { name: standIn.name })}</span>}
        </>
      ),
    },
    {
      key: 'role',
      title: t('members.role'),
      width: 112,
      card: 'lead',
      cell: (member) => t(`words.role.${member.role}`),
    },
    {
      key: 'areas',
      title: t('members.areas'),
      card: 'meta',
      cell: ({ villages, lines }) => [...villages, ...lines].map(({ name }) => name).join(t('words.listComma')),
    },
    {
      key: 'teams',
      title: t('members.teams'),
      width: 132,
      card: 'none',
      wideOnly: true,
      cell: ({ teams }) => teams.map(({ name }) => name).join(t('words.listComma')),
    },
    {
      key: 'places',
      title: t('members.places'),
      width: 92,
      align: 'end',
      card: 'none',
      cell: ({ places }) => (places > 0 ? places : ''),
    },
    {
      key: 'account',
      title: t('members.account'),
      width: 124,
      card: 'none',
      cell: ({ hasAccount, userName }) =>
        (hasAccount && userName) || <span className={styles.quiet}>{t('members.noAccount')}</span>,
    },
  ]
  const list = error ? (
    <div style={{ padding: 20 }}>
      <Problem of={error} onRetry={() => void refetch()} />
    </div>
  ) : (
    <DataTable
      label={t('members.title')}
      columns={columns}
      rows={data?.pages.flatMap((page) => page.rows) ?? []}
      rowKey={({ id }) => id}
      selected={selected}
      onSelect={({ id }) => select(id)}
      pending={isPending}
      empty={filtered ? <NoneFit /> : <NothingYet />}
      total={data?.pages[0]?.total}
      more={{ available: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }}
    />
  )
  return (
    <SplitPage
      list={list}
      detail={selected ? <MemberDetail key={selected} id={selected} /> : null}
      onBack={() => select(undefined)}
      detailLabel={t('members.detail')}
    />
  )
}

function NoneFit() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('members.none.title')}
      hint={t('members.none.hint')}
      action={
        <Link to="/members" search={{}}>
          {t('members.reset')}
        </Link>
      }
    />
  )
}

function NothingYet() {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={t('members.empty.title')}
      hint={t('members.empty.hint')}
      action={
        <Link to="/import" search={{ sheet: 'members' }}>
          <Button type="primary" tabIndex={-1}>
            {t('members.empty.import')}
          </Button>
        </Link>
      }
    />
  )
}
