/**
 * `node test/rules/compare.ts <count> [first seed]`: random scenarios through `domain/` and through the rules by the
 * letter. Each difference is shrunk while it lasts; differences of one sort are shown once, by their smallest scenario.
 */
import { dutiesOfScenario } from '@sifang/domain'
import { dayMs, dayOf, instantOf, instantText, midnightOf } from './civil-days.ts'
import { dutiesByTheLetter, type Scenario, type VisitOfScenario } from './duties-by-the-letter.ts'
import { isSound, randomScenario } from './random-scenarios.ts'

interface Case {
  readonly scenario: Scenario
  readonly asOf: string
}

interface Difference extends Case {
  readonly seed: number
  readonly sort: string
  readonly domain: readonly string[]
  readonly letter: readonly string[]
}

type Row = {
  readonly tier: string
  readonly periodStart: string
  readonly from: string
  readonly until: string
  readonly state: string
}

/** One line a duty, instants in one way of writing. */
const lines = (rows: readonly Row[]): string[] =>
  rows.map((row) => `${row.tier} ${row.periodStart}: ${instantText(instantOf(row.from))} … ${row.until} ${row.state}`)

function attempt(run: () => readonly Row[]): string[] {
  try {
    return lines(run())
  } catch (error) {
    return [`throws ${error instanceof Error ? error.message : String(error)}`]
  }
}

const answers = ({ scenario, asOf }: Case): { domain: string[]; letter: string[] } => ({
  domain: attempt(() => dutiesOfScenario(scenario, asOf)),
  letter: attempt(() => dutiesByTheLetter(scenario, asOf)),
})

/** What differs, without dates: `red:open≠superseded`, `green:from`, `yellow:only domain (open)`; null when nothing does. */
function sortOfDifference(given: Case): string | null {
  const { domain, letter } = answers(given)
  if (domain.join('\n') === letter.join('\n')) return null
  const thrown = [...domain, ...letter].find((line) => line.startsWith('throws'))
  if (thrown !== undefined) return thrown.replace(/\d[\d:T.+-]*/g, '#')

  const split = (line: string) => {
    const [tier = '', period = '', from = '', , until = '', state = ''] = line.split(' ')
    return { key: `${tier} ${period}`, tier, from, until, state }
  }
  const theirs = new Map(domain.map((line) => [split(line).key, split(line)]))
  const ours = new Map(letter.map((line) => [split(line).key, split(line)]))
  const parts = [...new Set([...theirs.keys(), ...ours.keys()])].map((key) => {
    const [left, right] = [theirs.get(key), ours.get(key)]
    if (left === undefined) return `${right?.tier}:only letter (${right?.state})`
    if (right === undefined) return `${left.tier}:only domain (${left.state})`
    const fields: string[] = []
    if (left.from !== right.from) fields.push(left.from < right.from ? 'domain from earlier' : 'letter from earlier')
    if (left.until !== right.until) fields.push('until')
    if (left.state !== right.state) fields.push(`${left.state}≠${right.state}`)
    return fields.length === 0 ? '' : `${left.tier}:${fields.join('+')}`
  })
  const sort = [...new Set(parts.filter((part) => part !== ''))].sort().join(', ')
  return sort === '' ? 'order' : sort
}

const without = <T>(items: readonly T[], index: number): T[] => items.filter((_, at) => at !== index)
const replaced = <T>(items: readonly T[], index: number, item: T): T[] =>
  items.map((old, at) => (at === index ? item : old))

/** The same moment written simpler: at midnight, at nine, or a day nearer to the others. */
function simpler(text: string): string[] {
  const instant = instantOf(text)
  const midnight = midnightOf(dayOf(instant))
  return [midnight, midnight + 9 * 3_600_000, midnight + 12 * 3_600_000]
    .filter((other) => instant !== midnight && (instant - midnight) % (3 * 3_600_000) !== 0 && other !== instant)
    .map(instantText)
}

function* simplerVisits(visit: VisitOfScenario): Generator<VisitOfScenario> {
  const { at, countsFor, receivedAt } = visit
  if (visit.admittedAt !== undefined) yield { at, countsFor, ...(receivedAt && { receivedAt }), uncertain: true }
  else if (visit.uncertain) yield { at, countsFor, ...(receivedAt && { receivedAt }) }
  if (receivedAt !== undefined && !visit.uncertain) {
    yield { at, countsFor }
    for (const other of simpler(receivedAt)) yield { at, countsFor, receivedAt: other }
  }
  if (countsFor.length > 1) {
    for (let index = 0; index < countsFor.length; index += 1) yield { ...visit, countsFor: without(countsFor, index) }
  }
  for (const other of simpler(at)) yield { ...visit, at: other }
}

/** Every case one step smaller than this one. */
function* smallerCases({ scenario, asOf }: Case): Generator<Case> {
  const { created, decisions, closed, visits } = scenario
  for (let index = 0; index < visits.length; index += 1)
    yield { scenario: { ...scenario, visits: without(visits, index) }, asOf }
  for (let index = 0; index < closed.length; index += 1)
    yield { scenario: { ...scenario, closed: without(closed, index) }, asOf }
  for (let index = 0; index < decisions.length; index += 1) {
    yield { scenario: { ...scenario, decisions: without(decisions, index) }, asOf }
  }
  for (const [index, visit] of visits.entries()) {
    for (const other of simplerVisits(visit))
      yield { scenario: { ...scenario, visits: replaced(visits, index, other) }, asOf }
  }
  for (const [index, [from, to]] of closed.entries()) {
    if (to !== null) yield { scenario: { ...scenario, closed: replaced(closed, index, [from, null] as const) }, asOf }
    for (const other of simpler(from))
      yield { scenario: { ...scenario, closed: replaced(closed, index, [other, to] as const) }, asOf }
    for (const other of to === null ? [] : simpler(to)) {
      yield { scenario: { ...scenario, closed: replaced(closed, index, [from, other] as const) }, asOf }
    }
  }
  for (const [index, [at, tier]] of decisions.entries()) {
    for (const other of simpler(at))
      yield { scenario: { ...scenario, decisions: replaced(decisions, index, [other, tier] as const) }, asOf }
  }
  for (const other of simpler(created)) yield { scenario: { ...scenario, created: other }, asOf }
  // A later creation and an earlier as-of leave fewer duties to read.
  for (const days of [30, 7, 1]) {
    yield { scenario: { ...scenario, created: instantText(instantOf(created) + days * dayMs) }, asOf }
    yield { scenario, asOf: instantText(instantOf(asOf) - days * dayMs) }
  }
  for (const other of simpler(asOf)) yield { scenario, asOf: other }
}

function shrink(start: Case, sort: string): Case {
  let smallest = start
  for (let steps = 0; steps < 500; steps += 1) {
    let found: Case | undefined
    for (const smaller of smallerCases(smallest)) {
      if (!isSound(smaller.scenario) || sortOfDifference(smaller) !== sort) continue
      found = smaller
      break
    }
    if (found === undefined) return smallest
    smallest = found
  }
  return smallest
}

/** The scenario as a story without dates: what happened, in order, `=` where at the same instant. */
function story({ scenario }: Case): string {
  const events = [
    { at: instantOf(scenario.created), what: 'created' },
    ...scenario.decisions.map(([at, tier]) => ({ at: instantOf(at), what: tier })),
    ...scenario.closed.flatMap(([from, to]) => [
      { at: instantOf(from), what: 'closed' },
      ...(to === null ? [] : [{ at: instantOf(to), what: 'reopened' }]),
    ]),
    ...scenario.visits.map((visit) => ({
      at: instantOf(visit.at),
      what: visit.receivedAt === undefined ? 'visit' : 'late visit',
    })),
  ].sort((a, b) => a.at - b.at)
  return events
    .map(({ at, what }, index) => `${index > 0 && events[index - 1]?.at === at ? '=' : ' '}${what}`)
    .join('')
    .trim()
}

const sizeOf = ({ scenario }: Case): number => JSON.stringify(scenario).length

function report(count: number, groups: ReadonlyMap<string, readonly Difference[]>): void {
  const sorted = [...groups.entries()].sort(([, a], [, b]) => b.length - a.length)
  for (const [group, differences] of sorted) {
    const smallest = differences.reduce((least, other) => (sizeOf(other) < sizeOf(least) ? other : least))
    console.log(`\n${differences.length} × ${group}   (seed ${smallest.seed})`)
    console.log(`  ${JSON.stringify(smallest.scenario)} as of ${smallest.asOf}`)
    console.log(`  domain: ${smallest.domain.join(' | ')}`)
    console.log(`  letter: ${smallest.letter.join(' | ')}`)
  }
  const differing = sorted.reduce((sum, [, differences]) => sum + differences.length, 0)
  console.log(`\n${count} scenarios, ${differing} differ, in ${groups.size} groups`)
}

const count = Number(process.argv[2] ?? 1000)
const first = Number(process.argv[3] ?? 1)
const groups = new Map<string, Difference[]>()
for (let seed = first; seed < first + count; seed += 1) {
  const given = randomScenario(seed)
  const sort = sortOfDifference(given)
  if (sort === null) continue
  const smallest = shrink(given, sort)
  const group = `${sort} — ${story(smallest)}`
  groups.set(group, [...(groups.get(group) ?? []), { ...smallest, ...answers(smallest), seed, sort }])
}
report(count, groups)
process.exitCode = groups.size === 0 ? 0 : 1
