import type { ReactNode } from 'react'

/** One column of a DataTable, and where its content stands on a card of a phone's width. */
export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Pixels; without it the column takes what is left. */
  readonly width?: number
  readonly align?: 'end'
  /** `title`: the card's first line; `lead`: before it; `aside`: at its end; `meta`: below; `none`: left out. */
  readonly card: 'title' | 'lead' | 'aside' | 'meta' | 'none'
  /** Left out where the columns together would not fit. */
  readonly wideOnly?: boolean
  /** A choice in the column's head; the value belongs into the address. */
  readonly filter?: ColumnFilter
}

export type ColumnFilter = {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** Pages by cursor: whether there are more rows and how to get them. */
export type More = {
  readonly available: boolean
  readonly loading: boolean
  readonly load: () => void
}

export type TableProps<Row> = {
  /** What the rows are, for those who hear the page. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly selected?: string | undefined
  readonly onSelect?: ((row: Row) => void) | undefined
  /** Enter, or a click on the selected row. */
  readonly onOpen?: ((row: Row) => void) | undefined
  /** Nothing has been answered yet. */
  readonly pending?: boolean
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode
  readonly more?: More | undefined
  /** How many there are in all, where they were counted. */
  readonly total?: number | null | undefined
}
