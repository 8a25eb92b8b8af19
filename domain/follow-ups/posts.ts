import type { Instant } from '../calendar/index.ts'
import type { Urgency } from '../findings/index.ts'

/** To whom a follow-up escalates, lowest first. */
export const posts = ['community-officer', 'duty-officer', 'shift-leader', 'chief'] as const
export type Post = (typeof posts)[number]

/**
 * What is urgent climbs by who is on: duty officer → shift leader → chief. All else by the order of owners (DOMAIN.md §2
 * “Owner”): its village's community officer → chief.
 */
export const chains: Readonly<Record<Urgency, readonly Post[]>> = {
  urgent: ['duty-officer', 'shift-leader', 'chief'],
  ordinary: ['community-officer', 'chief'],
}

/** Who holds which post at one instant, for the follow-up's village; null where nobody does. Stand-ins are in it. */
export type Holders = Readonly<Record<Post, string | null>> & {
  /** Instructor and deputies: over the posts below the chief's whether they are on or not. */
  readonly deputyIds: readonly string[]
}

export type HoldersAt = (at: Instant) => Holders

type Held = { readonly urgency: Urgency; readonly ownerId: string; readonly post: Post | null }

/** The post to which it escalates next and who holds it then, or null: it is with the chief, or nobody is there. */
export function nextPost(followUp: Held, holders: Holders): { readonly post: Post; readonly memberId: string } | null {
  const chain = chains[followUp.urgency]
  const reached = Math.max(rank(followUp.post), rankOfOwner(followUp.ownerId, holders))
  const above = chain.filter((post) => rank(post) > reached)
  // passed down again by the chief, it comes back to the chief
  for (const post of above.length > 0 ? above : chain.slice(-1)) {
    const memberId = holders[post]
    if (memberId !== null && memberId !== followUp.ownerId) return { post, memberId }
  }
  return null
}

export const rank = (post: Post | null): number => (post === null ? -1 : posts.indexOf(post))

function rankOfOwner(ownerId: string, holders: Holders): number {
  if (holders.deputyIds.includes(ownerId)) return rank('shift-leader')
  return rank(posts.findLast((post) => holders[post] === ownerId) ?? null)
}

/**
 * Who owns a new follow-up: the duty officer at once when it is urgent, else the owner of its place (DOMAIN.md §2, §5),
 * else the chief. null only in a station where none of them is.
 */
export function firstOwner(urgency: Urgency, placeOwnerId: string | null, holders: Holders): string | null {
  const atOnce = urgency === 'urgent' ? (holders['duty-officer'] ?? holders['shift-leader']) : null
  return atOnce ?? placeOwnerId ?? holders.chief
}
