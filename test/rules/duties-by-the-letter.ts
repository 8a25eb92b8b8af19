/**
 * DOMAIN.md §4 once more, from its text alone: a slow walk from instant to instant over one place's facts, for the three
 * tier lines of the default policy (n = 1). It shares nothing with `domain/`, so that `compare.ts` can find what either
 * of the two got wrong. Literal is what counts here, not speed.
 *
 * Where the text leaves room, the reading taken, with an example:
 *  1. “Begun, unfulfilled” and “an unfulfilled duty … covers” mean open ones; a missed or superseded duty is past.
 *     (A missed January stays missed when the place turns red on 3 February.)
 *  2. A tier change supersedes laxer than the *new* tier: a rise to yellow leaves a red week that still runs alone.
 *     (Red, green on Wednesday, yellow on Thursday: the red week stays open until Sunday, yellow starts on Thursday.)
 *  3. A rise is a rise also while a stricter window from before still runs: its line starts at once, and does not wait.
 *     (The same example: not on Monday, as a fall straight from red to yellow would.)
 *  4. “This holds also when this period's duty is already fulfilled” is said of the fewer-than-3-days rule alone.
 *     (Red and visited on Monday, green on Tuesday, red on Wednesday: nothing new. Red again on Saturday: next week's.)
 *  5. “Fallen and risen”: any superseded key that starts again by a tier change gets the wider window, whichever of the
 *     two changes starts it, and then counts every visit in that window, also those made while it was superseded.
 *     (Yellow 1st, red 3rd, green 5th, yellow 9th: the half-month's window is 1st–15th; a visit on the 4th fulfils it.)
 *  6. The same when it was a closing that superseded it. (Red Monday, closed Tuesday, green meanwhile, reopened
 *     Wednesday, red again Thursday: Monday–Sunday.) But a reopening itself never widens: its window starts then.
 *  7. A fulfilled key that starts again after a fall stays fulfilled; its window is shown as the whole natural period.
 *     (Created green on the 10th, visited, red on the 11th, green again: `from` is the 1st from Monday the 16th on.)
 *  8. The natural window may reach back behind the day on which the place was created.
 *     (Created red on Thursday the 5th, green on Saturday: begins on the 9th, `from` the 1st.)
 *  9. A duty that begins after a fall takes its own period even when fewer than 3 days of it are left: that rule is
 *     only for new places and rises. (The red week ends on Sunday 29 June: June's green begins on the 30th, for one day.)
 * 10. “The last of these” counts every begun stricter duty that is open or fulfilled, of all stricter tiers; superseded
 *     ones do not run. (Yellow visited on the 2nd, red on the 3rd, green on the 4th: green begins on the 16th.)
 * 11. A fall that is no midnight while no stricter duty runs begins the laxer one at the next midnight.
 *     (Decisions red, then green, both at 10:00: the green duty is superseded until 24:00, then open again.)
 * 12. Decisions at one instant are taken one by one, each with its own effect on what had begun; only the last one
 *     decides how a duty begins. (Green to red to yellow at 10:00 is a fall to yellow: it begins at the next midnight.)
 * 13. At the instant of creation or reopening what counts is the tier after all decisions of that instant, and the start
 *     is that of a new place. (Created 10:00, red and green decided at 10:00: green from 10:00.)
 * 14. A reopened place starts its present tier's line as a new place does, at once, also when it fell shortly before or
 *     while closed, and a fulfilled stricter window still runs: the closing withdrew that forecast.
 *     (Red, visited Tuesday, green Wednesday, closed Thursday, reopened Friday: green from Friday, not from Monday.)
 * 15. Reopened with fewer than 3 days left, the next period's duty begins also when this one's is fulfilled, as for a
 *     new place. (Red, visited Monday, closed Friday, reopened Saturday: next week's begins on Saturday.)
 * 16. Closed intervals are half-open and united; an empty one is nothing. ([a,b] and [b,c] is one closing.)
 * 17. “More than 7 days after the window's end” counts from the 24:00 of its last day; exactly 7 × 24 h still counts.
 *     (A week's window ends Monday 00:00; a visit received the Monday after at 00:00 counts, at 00:01 it waits.)
 *     What waits counts from when an officer let it, and one whose time is uncertain waits however early it arrives.
 * 18. A late visit is judged as if known at its time, so a duty that a rise had superseded turns fulfilled, not
 *     “superseded with a visit”. (Visit 5th, red 6th, received 8th: as of the 7th superseded, as of the 8th fulfilled.)
 * 19. The text does not forbid a visit before the place was created, so it counts in a natural window that reaches back
 *     that far (8); `random-scenarios.ts` makes none. (Example of 8 with a visit on the 3rd: fulfilled on the 9th.)
 */
import {
  dateOf,
  dayMs,
  dayOf,
  instantOf,
  instantText,
  isMidnight,
  midnightOf,
  type Period,
  periodHolding,
  type Tier,
} from './civil-days.ts'

export interface VisitOfScenario {
  readonly at: string
  readonly countsFor: readonly Tier[]
  readonly receivedAt?: string
  /** The phone's clock jumped. */
  readonly uncertain?: true
  /** When an officer let it count, late or uncertain. */
  readonly admittedAt?: string
}

export interface Scenario {
  readonly created: string
  readonly decisions: readonly (readonly [string, Tier])[]
  readonly closed: readonly (readonly [string, string | null])[]
  readonly visits: readonly VisitOfScenario[]
}

export interface DutyByTheLetter {
  readonly tier: Tier
  /** civil date */
  readonly periodStart: string
  /** instant with offset */
  readonly from: string
  /** civil date, included */
  readonly until: string
  readonly state: 'open' | 'fulfilled' | 'missed' | 'excused' | 'superseded'
}

interface DutyRecord {
  readonly tier: Tier
  readonly period: Period
  from: number
  state: DutyByTheLetter['state']
}

interface Visit {
  readonly at: number
  readonly countsFor: readonly Tier[]
  readonly receivedAt: number
  readonly uncertain: boolean
  readonly admitted: boolean
}

/** How the present tier's line is to begin in the instant at hand; `waits` is a forecast until that midnight. */
type Beginning =
  | { readonly kind: 'runs' }
  | { readonly kind: 'as-new' }
  | { readonly kind: 'rose' }
  | { readonly kind: 'waits'; readonly until: number }

const strictness: Record<Tier, number> = { red: 0, yellow: 1, green: 2 }
const isStricter = (tier: Tier, than: Tier): boolean => strictness[tier] < strictness[than]

/** The instant at which a period, and every window that ends with it, is over. */
const endOf = (period: Period): number => midnightOf(period.last + 1)

/** The begun duties of one place as of an instant, by `from`, then red, yellow, green. Throws on a malformed instant. */
export function dutiesByTheLetter(scenario: Scenario, asOfIso: string): DutyByTheLetter[] {
  const asOf = instantOf(asOfIso)
  const created = instantOf(scenario.created)
  const decisions = scenario.decisions
    .map(([at, tier]) => ({ at: instantOf(at), tier }))
    .filter((decision) => decision.at <= asOf)
    .sort((a, b) => a.at - b.at)
  const closings = scenario.closed.map(([from, to]) => ({
    from: instantOf(from),
    to: to === null ? Number.POSITIVE_INFINITY : instantOf(to),
  }))
  // “As of an instant, only visits received by then are known”
  const visits: Visit[] = scenario.visits
    .map((visit) => ({
      at: instantOf(visit.at),
      countsFor: visit.countsFor,
      receivedAt: instantOf(visit.receivedAt ?? visit.at),
      uncertain: visit.uncertain === true,
      admitted: visit.admittedAt !== undefined && instantOf(visit.admittedAt) <= asOf,
    }))
    .filter((visit) => visit.receivedAt <= asOf && visit.at <= asOf)
    .sort((a, b) => a.at - b.at)

  const duties: DutyRecord[] = []
  // Before its first decision a place is green; what was decided before it existed is its tier when it begins to.
  let tier: Tier = decisions.filter((decision) => decision.at < created).at(-1)?.tier ?? 'green'
  let closed = false
  let beginning: Beginning = { kind: 'as-new' }

  const isClosedAt = (instant: number): boolean => closings.some(({ from, to }) => from <= instant && instant < to)

  /** “Somebody was met …, by a kind and with people that the line accepts, at a time within the window.” */
  function counts(visit: Visit, duty: DutyRecord): boolean {
    if (!visit.countsFor.includes(duty.tier)) return false
    if (visit.at < duty.from || visit.at >= endOf(duty.period)) return false
    // “no visit counts while it is closed”; “A visit at the moment of a closing does not count, at a reopening it does.”
    if (isClosedAt(visit.at)) return false
    // “when it arrives more than 7 days after the window's end it waits for an officer”, and then “does not count”
    const late = visit.receivedAt > endOf(duty.period) + 7 * dayMs
    // “its time is ‘uncertain’ and an officer decides”
    return visit.admitted || !(late || visit.uncertain)
  }

  /** “Exactly one duty for (place, policy line, period)” */
  function dutyOf(period: Period): DutyRecord | undefined {
    return duties.find((duty) => duty.tier === tier && duty.period.first === period.first)
  }

  /** The key's duty begins, or begins again: its window starts anew, or is the wider of the old one and the new one. */
  function begin(period: Period, from: number, window: 'anew' | 'wider', now: number): void {
    let duty = dutyOf(period)
    if (duty === undefined) {
      duty = { tier, period, from, state: 'open' }
      duties.push(duty)
    } else if (window === 'wider') {
      // “the duty of that key is opened again with the wider of the two windows”
      duty.from = Math.min(duty.from, from)
    } else if (duty.state !== 'fulfilled') {
      // “fulfilled stays so; otherwise the window starts again as for a new place”
      duty.from = from
    }
    // “what was fulfilled stays fulfilled”
    if (duty.state === 'superseded') duty.state = 'open'
    // “so an earlier visit in it counts”
    const begun = duty
    if (begun.state === 'open' && visits.some((visit) => visit.at < now && counts(visit, begun))) {
      begun.state = 'fulfilled'
    }
  }

  /** “the window begins at that moment and ends with the period” */
  function startInsidePeriod(now: number, window: 'anew' | 'wider'): void {
    const period = periodHolding(tier, dayOf(now))
    const daysLeft = period.last - dayOf(now) + 1
    // “when fewer than 3 days of it are left, today included, it is the next period's duty that begins now”;
    // “also when this period's duty is already fulfilled: it stays so, and the next one begins now”
    begin(daysLeft < 3 ? periodHolding(tier, period.last + 1) : period, now, window, now)
  }

  function supersede(which: (duty: DutyRecord) => boolean): void {
    for (const duty of duties) if (duty.state === 'open' && which(duty)) duty.state = 'superseded'
  }

  // “windows end” — “Missed begins when the window is over.”
  function windowsEnd(now: number): void {
    for (const duty of duties) if (duty.state === 'open' && endOf(duty.period) <= now) duty.state = 'missed'
  }

  // “When the tier rises, every begun, unfulfilled duty of a laxer tier is superseded”
  function rise(to: Tier): void {
    supersede((duty) => isStricter(to, duty.tier))
    tier = to
    beginning = { kind: 'rose' }
  }

  // “When the tier falls, every begun stricter duty, fulfilled or not, stays until its window ends. The laxer one begins
  // at 00:00 the day after the last of these ends (at the fall, if it is a midnight and none runs)”
  function fall(to: Tier, now: number): void {
    const ends = duties
      .filter((duty) => isStricter(duty.tier, to) && (duty.state === 'open' || duty.state === 'fulfilled'))
      .map((duty) => endOf(duty.period))
      .filter((end) => end > now)
    const nextMidnight = isMidnight(now) ? now : midnightOf(dayOf(now) + 1)
    tier = to
    beginning = { kind: 'waits', until: ends.length > 0 ? Math.max(...ends) : nextMidnight }
  }

  // “tier changes of any cause (… in the order recorded)”; a decision for the tier that stands changes nothing
  function tierChanges(now: number): void {
    for (const decision of decisions) {
      if (decision.at !== now || decision.tier === tier) continue
      if (isStricter(decision.tier, tier)) rise(decision.tier)
      else fall(decision.tier, now)
    }
  }

  // “closings and reopenings” — “begun, unfulfilled duties are superseded”, a forecast is “withdrawn without trace by …
  // a closing”; “Reopened: fulfilled stays so; otherwise the window starts again as for a new place.”
  function closingsAndReopenings(now: number): void {
    const wasClosed = closed
    closed = isClosedAt(now)
    if (closed && !wasClosed) supersede(() => true)
    if (wasClosed && !closed) beginning = { kind: 'as-new' }
    if (now === created) beginning = { kind: 'as-new' }
  }

  // “duties begin”
  function dutiesBegin(now: number): void {
    if (closed) return
    switch (beginning.kind) {
      // “Starting inside a period (a new place; a tier that rose)”
      case 'as-new':
        startInsidePeriod(now, 'anew')
        break
      // “The stricter one starts inside its period as above, unless an unfulfilled duty of that line already covers the moment.”
      case 'rose':
        if (!duties.some((duty) => duty.tier === tier && duty.state === 'open')) startInsidePeriod(now, 'wider')
        break
      // “until then it is a forecast, and the state that its key already had stands. Once begun, its window is its whole
      // natural period, so an earlier visit in it counts.”
      case 'waits': {
        if (now < beginning.until) return
        const period = periodHolding(tier, dayOf(now))
        begin(period, midnightOf(period.first), 'wider', now)
        break
      }
      // “A duty has a window from … until, …; usually the period.”
      case 'runs': {
        const period = periodHolding(tier, dayOf(now))
        if (midnightOf(period.first) === now) begin(period, now, 'wider', now)
        break
      }
    }
    beginning = { kind: 'runs' }
  }

  // “visits” — a superseded duty “takes only visits made before that moment”, which had their turn before it
  function visitsCount(now: number): void {
    for (const visit of visits) {
      if (visit.at !== now) continue
      for (const duty of duties) if (duty.state === 'open' && counts(visit, duty)) duty.state = 'fulfilled'
    }
  }

  const instants = new Set([created, ...decisions.map((decision) => decision.at), ...visits.map((visit) => visit.at)])
  for (const { from, to } of closings) instants.add(from).add(to)
  for (let day = dayOf(created); day <= dayOf(asOf); day += 1) instants.add(midnightOf(day))

  for (const now of [...instants].filter((instant) => created <= instant && instant <= asOf).sort((a, b) => a - b)) {
    windowsEnd(now)
    tierChanges(now)
    closingsAndReopenings(now)
    dutiesBegin(now)
    visitsCount(now)
  }

  return duties
    .toSorted((a, b) => a.from - b.from || strictness[a.tier] - strictness[b.tier] || a.period.first - b.period.first)
    .map((duty) => ({
      tier: duty.tier,
      periodStart: dateOf(duty.period.first),
      from: instantText(duty.from),
      until: dateOf(duty.period.last),
      state: duty.state,
    }))
}
