import type { DueAsked, DueKey } from '@sifang/domain/due'
import type { Context } from '../../platform/context.ts'
import { findDutiesDue } from '../duties/index.ts'
import { findDatesDue, findFollowUpsDue } from '../follow-ups/index.ts'
import { findMemberBookings } from './bookings.ts'
import type { MemberDueRow } from './schema.ts'

type Times = 'dueAt' | 'byTheHour' | 'overdueSince' | 'daysLeft' | 'standsInFor'
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** One thing that is due: where it stands, and what it is; its times follow from where it stands. */
export type Due = { readonly key: DueKey; readonly row: Without<MemberDueRow, Times> }

/** Reads what one kind of thing brings, in the order of domain/due, behind the page before, at most a page. */
type Source = (ctx: Context, asked: DueAsked) => Promise<readonly Due[]>

/** What has one owner at any time: done by whoever stands in while they are away. Visits anyone fitting may make. */
export const ownedSources: readonly Source[] = [findFollowUpsDue, findDatesDue]

/** Where a member's list comes from. */
export const sources: readonly Source[] = [findMemberBookings, ...ownedSources, findDutiesDue]
