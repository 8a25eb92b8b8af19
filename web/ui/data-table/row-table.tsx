import { Table, type TableColumnType, type TableRef } from 'antd'
import { type RefObject, type UIEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Column, TableProps } from './column.ts'
import styles from './data-table.module.css'

export type ScrollTo = (index: number) => void

type Props<Row> = TableProps<Row> & {
  readonly cursor: string | undefined
  readonly onPoint: (row: Row) => void
  readonly scrollTo: RefObject<ScrollTo>
}

const headPx = 36
/** Beyond this many rows only those in sight are drawn. */
const drawnRows = 300
/** The next page is asked for when this little is left below. */
const aheadPx = 600

export function RowTable<Row extends object>(props: Props<Row>) {
  const { columns, rows, rowKey, cursor, onPoint, scrollTo, more } = props
  const frame = useRef<HTMLDivElement>(null)
  const table = useRef<TableRef>(null)
  const printing = usePrinting()
  const { width, height } = useSize(frame)
  const shown = fitting(columns, width)
  const freePx = freeWidth(shown, width)

  scrollTo.current = (index) => {
    const row = rows[index]
    if (row) table.current?.scrollTo({ key: rowKey(row), align: 'nearest' } as Parameters<TableRef['scrollTo']>[0])
  }

  // the part that scrolls is reached by Tab as well, then the arrow keys move it
  useLayoutEffect(() => {
    table.current?.nativeElement.querySelector('.ant-table-body')?.setAttribute('tabindex', '0')
  })

  const scrolled = (event: UIEvent<HTMLDivElement>) => {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget
    if (more?.available && !more.loading && scrollHeight - scrollTop - clientHeight < aheadPx) more.load()
  }

  return (
    <div ref={frame} className={styles.frame}>
      {height > 0 && (
        <Table<Row>
          ref={table}
          size="small"
          pagination={false}
          showSorterTooltip={false}
          columns={shown.map((column) => antdColumn(column, freePx))}
          dataSource={rows as Row[]}
          rowKey={rowKey}
          virtual={rows.length > drawnRows && !printing}
          scroll={{ y: height - headPx, x: widthOf(shown) }}
          onScroll={scrolled}
          onChange={(_, filters) => applyFilters(shown, filters)}
          rowClassName={(row) => (rowKey(row) === cursor ? (styles.selected ?? '') : '')}
          onRow={(row) => ({ onClick: () => onPoint(row), 'aria-selected': rowKey(row) === cursor })}
        />
      )}
    </div>
  )
}

function antdColumn<Row>(column: Column<Row>, freePx: number): TableColumnType<Row> {
  const { filter } = column
  return {
    key: column.key,
    title: column.title,
    render: (_: unknown, row: Row) => column.cell(row),
    ellipsis: true,
    width: column.width ?? freePx,
    ...(column.align ? { align: column.align } : {}),
    ...(filter
      ? {
          filters: filter.options.map(({ value, label }) => ({ value, text: label })),
          filterMultiple: false,
          filteredValue: filter.value === undefined ? null : [filter.value],
          filterSearch: filter.options.length > 12,
        }
      : {}),
  }
}

/** What a column without a width has at least, in pixels: room for some twelve characters. */
const leastFreePx = 180

function widthOf<Row>(columns: readonly Column<Row>[]): number {
  return columns.reduce((sum, column) => sum + (column.width ?? leastFreePx), 0)
}

/** As many columns as stay, however narrow it is: what is farther right is read beside the list. */
const leastColumns = 3

/** The columns that fit: without those for a wide table first, the last before the others, then without the last ones, so that none is cut in two. */
function fitting<Row>(columns: readonly Column<Row>[], width: number): readonly Column<Row>[] {
  if (width === 0) return columns
  const shown = [...columns]
  const tooWide = () => shown.length > leastColumns && widthOf(shown) > width
  for (const column of columns.toReversed()) if (column.wideOnly && tooWide()) shown.splice(shown.indexOf(column), 1)
  while (tooWide()) shown.pop()
  return shown
}

/**
 * Columns without a width take a third of what is left; the table gives the rest to all, so that on a wide desk the eye
 * does not cross an empty half of the row.
 */
function freeWidth<Row>(columns: readonly Column<Row>[], width: number): number {
  const free = columns.filter((column) => column.width === undefined).length
  return free === 0 ? 0 : leastFreePx + Math.max(0, width - widthOf(columns)) / 3 / free
}

function applyFilters<Row>(columns: readonly Column<Row>[], filters: Record<string, readonly unknown[] | null>): void {
  for (const { key, filter } of columns) {
    if (!filter) continue
    const chosen = filters[key]?.[0]
    const value = chosen === undefined ? undefined : String(chosen)
    if (value !== filter.value) filter.onChange(value)
  }
}

/** Paper takes all rows, not only those in sight. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return printing
}

function useSize(frame: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return size
}
