import { z } from 'zod'
import { factValue, placeKind } from '../places/index.ts'

/** What somebody says has changed at a place. About places only: a name here is a shop's, never a person's. */
export const baseDataChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), fact: factValue }),
  z.object({ kind: z.literal('closed') }),
  z.object({ kind: z.literal('renamed'), name: z.string().trim().min(1).max(60) }),
  z.object({ kind: z.literal('place-kind'), placeKind }),
  z.object({ kind: z.literal('new'), name: z.string().trim().min(1).max(60), placeKind }),
  z.object({ kind: z.literal('other') }),
])
export type BaseDataChange = z.output<typeof baseDataChange>

/** What of a place it speaks of: two changes of the same thing cannot both be right. null: no rule can say. */
export function changedThing(change: BaseDataChange): string | null {
  switch (change.kind) {
    case 'fact':
      return `fact:${change.fact.key}`
    case 'new':
      return `new:${change.name}`
    case 'other':
      return null
    default:
      return change.kind
  }
}
