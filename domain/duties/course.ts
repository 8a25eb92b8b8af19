import type { Day, Instant, Zone } from '../calendar/index.ts'
import type { DatedLine, DatedPolicy } from '../policy/in-force.ts'
import { isStricter, type Tier } from '../tiers/tier.ts'
import { asksFor, type Owed } from './owed.ts'
import { afterWindow, insidePeriod, lineFor, type Start, type StartCause, tierLine, wholePeriod } from './start.ts'

export type Next = { readonly at: Instant; readonly cause: StartCause }

/** What would begin at `begins`; after a fall its window is the natural period, which began earlier. */
export type Forecast = { readonly start: Start; readonly begins: Instant }

export type Course = {
  /** All duties that have begun. */
  readonly owed: ReadonlyMap<string, Owed>
  /** When the line's or a campaign's next duty begins; Infinity when none does. */
  nextBegin(): Instant
  windowsEnd(at: Instant): void
  changeTier(at: Instant, tier: Tier | null): void
  changeKind(at: Instant, kind: string): void
  close(at: Instant): void
  open(at: Instant): void
  dutiesBegin(at: Instant): void
  /** The duties that would begin next, `periods` of the line and each campaign still to come. */
  forecasts(periods: number): readonly Forecast[]
}

/**
 * The course of one place's duties. It is told what happens, in the order of DOMAIN.md §4 “At one instant”, and keeps
 * what is owed. `settle` counts the visits of a duty made before an instant.
 */
export function courseOf(
  policy: DatedPolicy,
  zone: Zone,
  first: { readonly kind: string; readonly tier: Tier | null },
  settle: (owed: Owed, before: Instant) => void,
): Course {
  const all = new Map<string, Owed>()
  /** Begun, neither over nor superseded. */
  let running: Owed[] = []
  let isOpen = false
  let { kind, tier } = first
  let onKindLine = false
  let next: Next | null = null
  /** The instant of an opening until its duties have begun. */
  let opened: Instant | null = null
  const campaigns = policy.campaigns.map((entry) => ({ entry, at: campaignBegin(entry) })).sort((a, b) => a.at - b.at)
  let campaignsBegun = 0

  function campaignBegin(entry: DatedLine): Instant {
    const from = Math.max(entry.campaign?.start ?? 0, entry.reigns[0]?.from ?? Number.POSITIVE_INFINITY)
    return Number.isFinite(from) ? zone.startOfDay(from) : from
  }

  /** Begun and unfulfilled duties become superseded; from then on they take only visits made before `at`. */
  function supersede(at: Instant, which: (owed: Owed) => boolean): void {
    running = running.filter((owed) => {
      if (!which(owed)) return true
      settle(owed, at)
      if (owed.state !== 'open') return true
      owed.state = 'superseded'
      owed.supersededAt = at
      return false
    })
  }

  function windowsEnd(at: Instant): void {
    if (running.some((owed) => owed.endsAt <= at)) running = running.filter((owed) => owed.endsAt > at)
  }

  function changeTier(at: Instant, to: Tier | null): void {
    const from = tier
    tier = to
    // “A kind's line holds at every tier, so tier changes leave its duties alone.”
    if (!isOpen || onKindLine || from === to) return
    if (from === null || to === null) {
      supersede(at, ofTierLine)
      next = { at, cause: 'opening' }
      return
    }
    next = isStricter(to, from) ? rise(at, to) : fall(at, to)
  }

  /** “When the tier rises, every begun, unfulfilled duty of a laxer tier is superseded.” */
  function rise(at: Instant, to: Tier): Next {
    supersede(at, (owed) => owed.tier !== null && isStricter(to, owed.tier))
    return { at, cause: 'rise' }
  }

  /**
   * “When the tier falls, every begun stricter duty, fulfilled or not, stays until its window ends. The laxer one begins
   * at 00:00 the day after the last of these ends (at the fall, if it is a midnight and none runs).”
   */
  function fall(at: Instant, to: Tier): Next {
    const day = zone.dayOf(at)
    let begin = at === zone.startOfDay(day) ? at : zone.startOfDay(day + 1)
    for (const owed of running) {
      if (owed.tier !== null && isStricter(owed.tier, to)) begin = Math.max(begin, owed.endsAt)
    }
    return { at: begin, cause: 'fall' }
  }

  /** “A change of kind closes the old line's duties and starts the new line as for a new place.” */
  function changeKind(at: Instant, to: string): void {
    const from = kind
    kind = to
    if (!isOpen || from === to) return
    supersede(at, ({ entry: { line } }) => line.target.kind === 'campaign' && !line.target.placeKinds.includes(to))
    beginCampaignsInside(at, (kinds) => kinds.includes(to) && !kinds.includes(from))
    const toKindLine = lineFor(policy, to, null, zone.dayOf(at)) !== null
    if (!onKindLine && !toKindLine) return
    supersede(at, ({ entry }) => entry.campaign === null)
    next = { at, cause: 'opening' }
  }

  /** “A closed place: begun, unfulfilled duties are superseded.” Forecasts are withdrawn. */
  function close(at: Instant): void {
    isOpen = false
    next = null
    supersede(at, () => true)
  }

  /** A new place, or one that is reopened: “the window starts again as for a new place”. */
  function open(at: Instant): void {
    isOpen = true
    next = { at, cause: 'opening' }
    opened = at
  }
  function dutiesBegin(at: Instant): void {
    for (; (campaigns[campaignsBegun]?.at ?? Number.POSITIVE_INFINITY) <= at; campaignsBegun++) {
      const due = campaigns[campaignsBegun]
      if (due?.at === at && opened !== at) beginCampaign(due.entry, at)
    }
    if (opened === at && isOpen) beginCampaignsInside(at, (kinds) => kinds.includes(kind))
    opened = null
    while (isOpen && next !== null && next.at <= at) beginLine(next.at, next.cause)
  }

  function beginCampaign(entry: DatedLine, at: Instant): void {
    const { target } = entry.line
    if (!isOpen || target.kind !== 'campaign' || !target.placeKinds.includes(kind)) return
    begin(insidePeriod(entry, at, zone), 'opening')
  }

  function beginCampaignsInside(at: Instant, which: (kinds: readonly string[]) => boolean): void {
    for (const { entry, at: firstAt } of campaigns) {
      const { target } = entry.line
      if (firstAt <= at && target.kind === 'campaign' && which(target.placeKinds)) beginCampaign(entry, at)
    }
  }

  function beginLine(at: Instant, cause: StartCause): void {
    const entry = lineAt(at, cause)
    onKindLine = entry?.line.target.kind === 'place-kind'
    if (entry !== null && cause === 'rise') {
      const covering = unfulfilledOf(entry, at)
      // “… unless an unfulfilled duty of that line already covers the moment.”
      if (covering !== null) {
        next = { at: covering, cause: 'succession' }
        return
      }
    }
    const start = entry && startOf(entry, at, cause)
    begin(start, cause)
    next = start ? { at: endOf(start), cause: 'succession' } : nextTurn(zone.dayOf(at))
  }

  function lineAt(at: Instant, cause: StartCause): DatedLine | null {
    const day = zone.dayOf(at)
    // A rise while the tier's line still runs is a rise within it, even when a kind's line waits to take over.
    return cause === 'rise' ? tierLine(policy, tier, day) : lineFor(policy, kind, tier, day)
  }

  function startOf(entry: DatedLine, at: Instant, cause: StartCause): Start | null {
    const day = zone.dayOf(at)
    // “Once begun, its window is its whole natural period, so an earlier visit in it counts.”
    if (cause === 'fall' && entry.line.target.kind === 'tier') return wholePeriod(entry, day, zone)
    if (cause === 'succession' || cause === 'fall') return afterWindow(entry, day, zone)
    return insidePeriod(entry, at, zone)
  }

  /** The end of the last running duty of a line, when one of them is unfulfilled. */
  function unfulfilledOf(entry: DatedLine, at: Instant): Instant | null {
    let end: Instant | null = null
    let unfulfilled = false
    for (const owed of running) {
      if (owed.entry !== entry) continue
      settle(owed, at)
      unfulfilled ||= owed.state === 'open'
      end = Math.max(end ?? 0, owed.endsAt)
    }
    return unfulfilled ? end : null
  }

  /** Where no line holds: the next day on which one may begin to. */
  function nextTurn(day: Day): Next | null {
    const turn = policy.turningDays.find((turning) => turning > day)
    return turn === undefined ? null : { at: zone.startOfDay(turn), cause: 'opening' }
  }

  const endOf = ({ period }: Start): Instant => zone.startOfDay(period.end + 1)

  /**
   * “Exactly one duty for (place, policy line, period).” A key that has begun before is opened again, “with the wider of
   * the two windows; what was fulfilled stays fulfilled”; for a reopened place “the window starts again”.
   */
  function begin(start: Start | null, cause: StartCause): void {
    if (start === null) return
    const key = keyOf(start)
    const known = all.get(key)
    if (known === undefined) {
      const owed = owedOf(start)
      all.set(key, owed)
      running.push(owed)
      return
    }
    settle(known, start.from)
    const fulfilled = known.state === 'fulfilled'
    const restarted = cause === 'opening' && known.state === 'superseded'
    known.from = restarted ? start.from : Math.min(known.from, start.from)
    if (fulfilled) return
    // “A widened window asks for its n anew.”
    known.asks = asksFor(known.version.visits, known.period, zone.dayOf(known.from))
    known.supersededAt = null
    known.state = 'open'
    if (!running.includes(known)) running.push(known)
  }

  function owedOf({ entry, version, period, from }: Start): Owed {
    const { target } = entry.line
    return {
      entry,
      version,
      period,
      from,
      tier: target.kind === 'tier' ? target.tier : null,
      endsAt: zone.startOfDay(period.end + 1),
      asks: asksFor(version.visits, period, zone.dayOf(from)),
      state: 'open',
      supersededAt: null,
      fulfilledAt: null,
      reportedLate: false,
      visitIds: [],
      waitingVisitIds: [],
    }
  }

  function forecasts(periods: number): readonly Forecast[] {
    if (!isOpen) return []
    const starts: Forecast[] = []
    let ahead = next
    for (let count = 0; count < periods && ahead !== null; count++) {
      const entry = lineAt(ahead.at, ahead.cause)
      const start = entry && startOf(entry, ahead.at, ahead.cause)
      if (start && !all.has(keyOf(start))) starts.push({ start, begins: Math.max(start.from, ahead.at) })
      ahead = start ? { at: endOf(start), cause: 'succession' } : nextTurn(zone.dayOf(ahead.at))
    }
    for (const { entry, at } of campaigns.slice(campaignsBegun)) {
      const { target } = entry.line
      const concerned = target.kind === 'campaign' && target.placeKinds.includes(kind)
      const start = concerned && Number.isFinite(at) ? insidePeriod(entry, at, zone) : null
      if (start) starts.push({ start, begins: start.from })
    }
    return starts
  }

  const nextBegin = (): Instant =>
    Math.min(next?.at ?? Number.POSITIVE_INFINITY, campaigns[campaignsBegun]?.at ?? Number.POSITIVE_INFINITY)

  return {
    owed: all,
    nextBegin,
    windowsEnd,
    changeTier,
    changeKind,
    close,
    open,
    dutiesBegin,
    forecasts,
  }
}

const ofTierLine = (owed: Owed): boolean => owed.tier !== null

const keyOf = ({ entry, period }: Start): string => `${entry.line.id} ${period.kind} ${period.start}`
