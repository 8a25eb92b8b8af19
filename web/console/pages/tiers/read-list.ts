import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { More } from '../../../ui/data-table/column.ts'

/** A list as it stands: read, being read, or not to be read. */
export type ReadList<Row> = {
  readonly rows: readonly Row[]
  readonly pending: boolean
  readonly error: unknown
  readonly onRetry: () => void
  readonly more?: More
}

type Page<Row> = { readonly rows: readonly Row[] }

/** A list that is read page by page. */
export function pagedList<Row>(query: UseInfiniteQueryResult<InfiniteData<Page<Row>>>): ReadList<Row> {
  return {
    rows: query.data?.pages.flatMap((page) => page.rows) ?? [],
    pending: query.isPending,
    error: query.error,
    onRetry: () => void query.refetch(),
    more: {
      available: query.hasNextPage,
      loading: query.isFetchingNextPage,
      load: () => void query.fetchNextPage(),
    },
  }
}
