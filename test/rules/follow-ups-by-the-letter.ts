/**
 * DOMAIN.md §6 once more, from its text alone: what stands of a follow-up, read backwards from its entries as they lie in
 * the database. It shares nothing with `domain/`, so that comparing the two finds what either got wrong.
 *
 * Where the text leaves room, the reading taken:
 *  1. Whoever accepts owns it; whoever it is opened for, transferred or escalated to does.
 *  2. It is worked on when its owner, or after its acceptance anybody, did something. Handed on, it is open again; handed
 *     on after it was settled it stays settled.
 *  3. Reopened, all clocks begin anew and no date promised before holds.
 *  4. A minute's length runs on; days end at 24:00 and the first is not counted.
 *  5. Whoever gets it after a clock's time has that clock's whole length; its time as it was given at first stays its date.
 *  6. Urgent: duty officer → shift leader → chief; all else: community officer → chief; upwards only, but what the chief
 *     passed down comes back to the chief. Its next date is the first at which something happens; where nothing can happen
 *     any more, the first there is.
 */
import { dayOf, dayOfDate, midnightOf } from './civil-days.ts'

type Fields = Readonly<Record<string, unknown>>
export type EntryRow = {
  readonly kind: string
  readonly at: Date
  readonly receivedAt: Date
  readonly by: string | null
  readonly details: Fields
}

/** Who holds which post at an instant, for the follow-up's village. */
export type Posts = (at: number) => {
  readonly communityOfficer: string | null
  readonly dutyOfficer: string | null
  readonly shiftLeader: string | null
  readonly chief: string
  readonly deputies: readonly string[]
}

export type ByTheLetter = {
  readonly version: number
  readonly subject: string
  readonly urgency: string
  readonly state: string
  readonly ownerId: string
  readonly clock: string | null
  readonly dueAt: Date | null
  readonly runsOutAt: Date | null
  readonly acts: boolean
  readonly overdueFrom: Date | null
  readonly mergedIntoId: string | null
  readonly closedAt: Date | null
}

const minuteMs = 60_000
const times = {
  urgent: { answer: minutes(30), scene: minutes(120), settle: days(15) },
  ordinary: { answer: days(3), scene: null, settle: days(15) },
}
const tell = days(3)
const silence = days(7)

export function followUpByTheLetter(rows: readonly EntryRow[], posts: Posts): ByTheLetter {
  const last = (...kinds: readonly string[]) => rows.findLast(({ kind }) => kinds.includes(kind))
  const text = (row: EntryRow | undefined, key: string): string => String(row?.details[key])
  const [opening] = rows
  if (opening?.kind !== 'opened') throw new Error('the first entry opens')

  const given = last('opened', 'accepted', 'transferred', 'escalated')
  const ownerId = given?.kind === 'accepted' ? String(given.by) : text(given, 'ownerId')
  const subject = text(last('opened', 'corrected'), 'subject')
  const urgency = urgencyOf(rows) === 'urgent' ? 'urgent' : 'ordinary'

  const begun = rows.findLastIndex(({ kind }) => ['opened', 'reopened', 'unhappy'].includes(kind))
  const since = rows.slice(begun)
  const state = stateOf(rows, begun)
  const closing = ['confirmed', 'closed-unanswered', 'merged'].includes(state) ? last(state) : undefined
  const changedAt = ms(rows.at(-1)?.receivedAt)

  const clocks = closing ? [] : running()
  const next = clocks.toSorted((a, b) => Number(b.acts) - Number(a.acts) || a.runsOutAt - b.runsOutAt)[0]
  const overdue = clocks.filter(({ clock }) => clock !== 'silence').map(({ dueAt }) => dueAt)
  return {
    version: rows.length,
    subject,
    urgency,
    state,
    ownerId,
    clock: next?.clock ?? null,
    dueAt: next ? new Date(next.dueAt) : null,
    runsOutAt: next ? new Date(next.runsOutAt) : null,
    acts: next?.acts ?? false,
    overdueFrom: overdue.length > 0 ? new Date(Math.min(...overdue)) : null,
    mergedIntoId: state === 'merged' ? text(last('merged'), 'intoId') : null,
    closedAt: closing?.receivedAt ?? null,
  }

  function running() {
    const length = times[urgency]
    const start = ms(since[0]?.receivedAt)
    const urgentSince = Math.max(start, turnedAt(rows))
    const clocks: { clock: string; dueAt: number; runsOutAt: number; acts: boolean }[] = []
    const add = (clock: string, dueAt: number, again: Length) => {
      const ownedSince = heldSince(rows)
      const runsOutAt = clock !== 'silence' && dueAt <= ownedSince ? again(ownedSince) : dueAt
      clocks.push({ clock, dueAt, runsOutAt, acts: clock === 'silence' || climbs(Math.max(runsOutAt, changedAt)) })
    }
    const settled = since.findLast(({ kind }) => kind === 'settled')
    if (settled) {
      const allTold = toldAt(rows, since, settled)
      if (allTold === null) add('tell', tell(ms(settled.receivedAt)), tell)
      else add('silence', silence(allTold), silence)
      return clocks
    }
    const promised = since.findLast(({ kind, details }) => kind === 'promised' || details.settleBy)
    const accepted = since.some(({ kind }, index) => kind === 'accepted' || ownersWork(rows, begun + index))
    if (!accepted) add('answer', length.answer(urgentSince), length.answer)
    const there = since.some(
      ({ kind, details }) => kind === 'worked' && (details.step === 'on-the-scene' || details.visitKind),
    )
    if (!there && length.scene) add('scene', length.scene(urgentSince), length.scene)
    const settleBy = promised ? midnightOf(dayOfDate(text(promised, 'settleBy')) + 1) : length.settle(start)
    add('settle', settleBy, length.settle)
    return clocks
  }

  /** Whether there is anybody higher to whom it goes then. */
  function climbs(at: number): boolean {
    const { communityOfficer, dutyOfficer, shiftLeader, chief, deputies } = posts(at)
    const ladder = ['community-officer', 'duty-officer', 'shift-leader', 'chief']
    const holders = [communityOfficer, dutyOfficer, shiftLeader, chief]
    const escalated = since.findLast(({ kind }) => kind === 'escalated')
    const byPost = escalated ? ladder.indexOf(text(escalated, 'post')) : -1
    const byOwner = deputies.includes(ownerId) ? 2 : holders.lastIndexOf(ownerId)
    const reached = Math.max(byPost, byOwner)
    const chain = urgency === 'urgent' ? [1, 2, 3] : [0, 3]
    const above = chain.filter((rank) => rank > reached)
    return (above.length > 0 ? above : [3]).some((rank) => holders[rank] && holders[rank] !== ownerId)
  }
}

/** The first clock step of each follow-up, by the letter: an escalation goes to whoever holds the post at that moment. */
export function escalatedTo(row: EntryRow, posts: Posts): string | null {
  const { communityOfficer, dutyOfficer, shiftLeader, chief } = posts(ms(row.receivedAt))
  const holders: Fields = {
    'community-officer': communityOfficer,
    'duty-officer': dutyOfficer,
    'shift-leader': shiftLeader,
    chief,
  }
  const holder = holders[String(row.details.post)]
  return typeof holder === 'string' ? holder : null
}

type Length = (start: number) => number
function minutes(n: number): Length {
  return (start) => start + n * minuteMs
}
function days(n: number): Length {
  return (start) => midnightOf(dayOf(start) + n + 1)
}
const ms = (at: Date | undefined): number => at?.getTime() ?? Number.NaN

/** “What became urgent in either is urgent.” */
const urgencyOf = (rows: readonly EntryRow[]): string => {
  const said = rows.findLastIndex(({ kind }) => kind === 'opened' || kind === 'corrected')
  const joined = rows.slice(said + 1).some(({ kind, details }) => kind === 'joined' && details.urgency === 'urgent')
  return joined ? 'urgent' : String(rows[said]?.details.urgency)
}

/** When its urgency last became another one. */
function turnedAt(rows: readonly EntryRow[]): number {
  const turned = rows.findLastIndex((_, n) => n > 0 && urgencyOf(rows.slice(0, n + 1)) !== urgencyOf(rows.slice(0, n)))
  return ms(rows[Math.max(turned, 0)]?.receivedAt)
}

const ownerAfter = (rows: readonly EntryRow[], index: number): string => {
  const given = rows
    .slice(0, index + 1)
    .findLast(({ kind }) => ['opened', 'accepted', 'transferred', 'escalated'].includes(kind))
  return String(given?.kind === 'accepted' ? given.by : given?.details.ownerId)
}

/** Since when the one who has it has it without a break. */
function heldSince(rows: readonly EntryRow[]): number {
  const other = rows.findLastIndex((_, n) => n > 0 && ownerAfter(rows, n) !== ownerAfter(rows, n - 1))
  return ms(rows[Math.max(other, 0)]?.receivedAt)
}

/** Whether an entry is something done that takes it in hand. */
function ownersWork(rows: readonly EntryRow[], index: number): boolean {
  const row = rows[index]
  if (row?.kind !== 'worked') return false
  const handed = rows.slice(0, index).findLastIndex(({ kind }) => handsOn.includes(kind))
  const inHand = rows
    .slice(handed + 1, index)
    .some((one, n) => one.kind === 'accepted' || ownersWork(rows, handed + 1 + n))
  return inHand || row.by === ownerAfter(rows, index - 1)
}
const handsOn = ['opened', 'reopened', 'unhappy', 'transferred']

function stateOf(rows: readonly EntryRow[], begun: number): string {
  const since = rows.slice(begun)
  const closed = since.findLast(({ kind }) => ['confirmed', 'closed-unanswered', 'merged'].includes(kind))
  if (closed) return closed.kind
  if (since.some(({ kind }) => kind === 'settled')) return 'settled'
  const handed = rows.findLastIndex(({ kind }) => handsOn.includes(kind))
  const inHand = rows.findLastIndex((row, n) => n > handed && (row.kind === 'accepted' || ownersWork(rows, n)))
  return inHand < 0 ? 'open' : rows[inHand]?.kind === 'worked' ? 'working' : 'accepted'
}

/** Since when all who asked or reported, but the one who settled it, know; null while somebody does not. */
function toldAt(rows: readonly EntryRow[], since: readonly EntryRow[], settled: EntryRow): number | null {
  const before = rows.slice(0, rows.indexOf(settled))
  const asked = before.flatMap(({ kind, details }) => {
    if (kind === 'opened') return [details.reporterId, details.residentAsked ? 'resident' : null]
    if (kind !== 'joined') return []
    return [
      ...(Array.isArray(details.reporterIds) ? details.reporterIds : []),
      details.residentAsked ? 'resident' : null,
    ]
  })
  const waiting = new Set(asked.filter((one) => one !== null && one !== settled.by))
  if (waiting.size === 0) return ms(settled.receivedAt)
  for (const { kind, details, receivedAt } of since.slice(since.indexOf(settled))) {
    if (kind === 'told') waiting.delete(details.to)
    if (waiting.size === 0) return ms(receivedAt)
  }
  return null
}
