import { FileExcelOutlined, PlusOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { TableDate } from '../../../ui/date-text.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type ChecklistRow, checklistsQuery } from '../../api/checklists.ts'
import { useMay } from '../../api/me.ts'
import { Problem } from '../../shell/problem.tsx'
import styles from './checklists.module.css'
import { FormDialog } from './form-dialog.tsx'
import { checklistsRoute } from './route.ts'

/** Checklists, the newest first. */
export function ChecklistsPage() {
  const { t } = useTranslation()
  const { form } = checklistsRoute.useSearch()
  const navigate = checklistsRoute.useNavigate()
  const mayWrite = useMay('checklist.write')
  const lists = useInfiniteQuery(checklistsQuery)
  const open = (checklistId: string) =>
    void navigate({ to: '/checklists/$checklistId', params: { checklistId }, search: {} })
  const columns: readonly Column<ChecklistRow>[] = [
    { key: 'title', title: t('checklists.name'), card: 'title', cell: ({ title }) => <b>{title}</b> },
    { key: 'questions', title: t('checklists.questions'), width: 72, card: 'meta', cell: ({ questions }) => questions },
    {
      key: 'version',
      title: t('checklists.version'),
      width: 100,
      card: 'aside',
      cell: ({ version }) => t('checklists.versionNo', { version }),
    },
    {
      key: 'changed',
      title: t('checklists.changed'),
      width: 190,
      card: 'meta',
      cell: ({ changedAt, changedByName }) => (
        <>
          <TableDate day={changedAt} /> {changedByName}
        </>
      ),
    },
    {
      key: 'used',
      title: t('checklists.used'),
      width: 130,
      card: 'meta',
      cell: ({ checks }) => (checks === 0 ? t('checklists.unused') : t('checklists.usedText', { count: checks })),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('checklists.title')}
        actions={
          mayWrite && (
            <>
              <Button icon={<FileExcelOutlined />} onClick={() => void navigate({ search: { form: true } })}>
                {t('checklists.fromForm')}
              </Button>
              <Button type="primary" icon={<PlusOutlined />} onClick={() => open('new')}>
                {t('checklists.make')}
              </Button>
            </>
          )
        }
      />
      {lists.error ? (
        <div className={styles.problem}>
          <Problem of={lists.error} onRetry={() => void lists.refetch()} />
        </div>
      ) : (
        <DataTable
          label={t('checklists.title')}
          columns={columns}
          rows={lists.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={({ id }) => id}
          selected={undefined}
          onSelect={({ id }) => open(id)}
          onOpen={({ id }) => open(id)}
          pending={lists.isPending}
          empty={<EmptyState title={t('checklists.empty.title')} hint={t('checklists.empty.hint')} />}
          more={{
            available: lists.hasNextPage,
            loading: lists.isFetchingNextPage,
            load: () => void lists.fetchNextPage(),
          }}
        />
      )}
      {form && <FormDialog onClose={() => void navigate({ search: {}, replace: true })} onTaken={() => open('new')} />}
    </>
  )
}
