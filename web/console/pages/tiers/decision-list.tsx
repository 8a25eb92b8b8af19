import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../../ui/data-table/column.ts'
import { DataTable } from '../../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SplitPage } from '../../../ui/split-page.tsx'
import { Problem } from '../../shell/problem.tsx'
import type { ReadList } from './read-list.ts'
import { tiersRoute } from './route.ts'
import styles from './tiers.module.css'

type Props<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly list: ReadList<Row>
  readonly rowKey: (row: Row) => string
  readonly empty: 'proposals' | 'all' | 'redReviews' | 'excusals' | 'decidedExcusals' | 'lateVisits' | 'incidents'
  readonly detail: (row: Row) => ReactNode
}

/** One tab: the list, and what is decided beside it. */
export function DecisionList<Row extends { readonly placeId: string | null }>(props: Props<Row>) {
  const { t } = useTranslation()
  const { selected } = tiersRoute.useSearch()
  const navigate = tiersRoute.useNavigate()
  const { label, columns, list, rowKey, empty, detail } = props
  const { rows, pending, error, onRetry, more } = list
  const chosen = rows.find((row) => rowKey(row) === selected)
  const select = (key: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, selected: key }), replace: selected !== undefined, resetScroll: false })

  return (
    <SplitPage
      list={
        error ? (
          <div className={styles.problem}>
            <Problem of={error} onRetry={onRetry} />
          </div>
        ) : (
          <DataTable
            label={label}
            columns={columns}
            rows={rows}
            rowKey={rowKey}
            selected={selected}
            onSelect={(row) => select(rowKey(row))}
            onOpen={({ placeId }) => {
              if (placeId !== null) void navigate({ to: '/places/$placeId', params: { placeId }, search: {} })
            }}
            pending={pending}
            empty={<EmptyState title={t(`tiers.none.${empty}.title`)} hint={t(`tiers.none.${empty}.hint`)} />}
            more={more}
          />
        )
      }
      detail={chosen ? detail(chosen) : null}
      onBack={() => select(undefined)}
      detailLabel={t('tiers.detail.label')}
    />
  )
}
