import { type RefObject, useRef } from 'react'
import type { Column, TableProps } from './column.ts'
import styles from './data-table.module.css'
import type { ScrollTo } from './row-table.tsx'

type Props<Row> = TableProps<Row> & {
  readonly cursor: string | undefined
  readonly onPoint: (row: Row) => void
  readonly scrollTo: RefObject<ScrollTo>
}

/** The same rows where a table would not fit: one card each, the whole card a target. */
export function CardList<Row extends object>({ columns, rows, rowKey, cursor, onPoint, scrollTo }: Props<Row>) {
  const list = useRef<HTMLUListElement>(null)
  scrollTo.current = (index) => list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  const of = (place: Column<Row>['card']) => columns.filter((column) => column.card === place)

  return (
    <ul ref={list} className={styles.cards}>
      {rows.map((row) => {
        const key = rowKey(row)
        return (
          <li key={key}>
            <button
              type="button"
              className={styles.card}
              aria-current={key === cursor ? 'true' : undefined}
              onClick={() => onPoint(row)}
            >
              <span className={styles.cardLine}>
                <Cells columns={of('lead')} row={row} className={styles.cardLead} />
                <Cells columns={of('title')} row={row} className={styles.cardTitle} />
                <Cells columns={of('aside')} row={row} className={styles.cardAside} />
              </span>
              <span className={styles.cardMeta}>
                <Cells columns={of('meta')} row={row} className={styles.cardFact} />
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

type CellsProps<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly row: Row
  readonly className: string | undefined
}

function Cells<Row>({ columns, row, className }: CellsProps<Row>) {
  return columns.map((column) => (
    <span key={column.key} className={className}>
      {column.cell(row)}
    </span>
  ))
}
