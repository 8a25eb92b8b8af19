import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Whoever touched the page this long ago still sits there. */
const sitsForMs = 60_000
const touches = ['pointerdown', 'keydown', 'wheel', 'click', 'input'] as const

/** Opening the page was by hand. */
let touchedAt = Date.now()
const touched = () => {
  touchedAt = Date.now()
}
for (const touch of touches) addEventListener(touch, touched, { capture: true, passive: true })

/** Whether somebody sits at this page. What it reads while nobody does keeps no session alive (server: isByHand). */
export const isAttended = (): boolean => Date.now() - touchedAt < sitsForMs

/** A reading on a timer: what is asked for has been read before. Of a query that asks again by itself. */
export function isPoll({ client, queryKey }: { readonly client: QueryClient; readonly queryKey: QueryKey }): boolean {
  return client.getQueryData(queryKey) !== undefined
}
