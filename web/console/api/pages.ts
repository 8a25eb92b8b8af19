type Page = { readonly next: string | null }

/** How a list turns its pages: the first is asked for without a cursor, each further one with the `next` before it. */
export const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: Page): string | null => last.next,
}
