import { useRef } from 'react'
import { useMedia } from '../theme/appearance.tsx'
import { WaitingRows } from '../waiting.tsx'
import { CardList } from './card-list.tsx'
import type { TableProps } from './column.ts'
import styles from './data-table.module.css'
import { useRowKeys } from './row-keys.ts'
import { RowTable, type ScrollTo } from './row-table.tsx'
import { TableFoot } from './table-foot.tsx'

/**
 * A list of records: rows of 36 px on a desk, cards below 600 px. Up, down, j and k move, Enter opens; a head that
 * stays; further pages come as one scrolls. Fills the height that its parent leaves.
 */
export function DataTable<Row extends object>(props: TableProps<Row>) {
  const { label, rows, pending = false, empty, more, total } = props
  const cards = useMedia('(max-width: 599px)')
  const scrollTo = useRef<ScrollTo>(() => undefined)
  const { cursor, point, onKeyDown } = useRowKeys(props, (index) => scrollTo.current(index))

  if (pending) return <WaitingRows rows={12} />
  if (rows.length === 0) return <div className={styles.empty}>{empty}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the region takes the arrow keys for the rows inside
    <section className={styles.table} aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      {cards ? (
        <CardList {...props} cursor={cursor} onPoint={point} scrollTo={scrollTo} />
      ) : (
        <RowTable {...props} cursor={cursor} onPoint={point} scrollTo={scrollTo} />
      )}
      <TableFoot shown={rows.length} total={total ?? null} more={more} />
    </section>
  )
}
