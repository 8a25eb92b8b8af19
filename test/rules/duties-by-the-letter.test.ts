import { describe, expect, it } from 'vitest'
import type { Tier } from './civil-days.ts'
import { dutiesByTheLetter, type Scenario } from './duties-by-the-letter.ts'
import { isSound, randomScenario } from './random-scenarios.ts'

const all: readonly Tier[] = ['red', 'yellow', 'green']

/** `06-05T10:00` of 2025, or a whole `2024-02-27T10:00`, at +08:00. */
const at = (text: string): string => `${text.length > 11 ? text : `2025-${text}`}:00+08:00`

interface Facts {
  readonly created: string
  readonly decisions?: readonly (readonly [string, Tier])[]
  readonly closed?: readonly (readonly [string, string | null])[]
  /** at, received at, and for one whose time is uncertain when it was admitted (null: not yet) */
  readonly visits?: readonly (readonly [string, string?, (string | null)?])[]
}

const scenarioOf = (facts: Facts): Scenario => ({
  created: at(facts.created),
  decisions: (facts.decisions ?? []).map(([instant, tier]) => [at(instant), tier]),
  closed: (facts.closed ?? []).map(([from, to]) => [at(from), to === null ? null : at(to)]),
  visits: (facts.visits ?? []).map(([instant, received, admitted]) => ({
    at: at(instant),
    countsFor: all,
    ...(received === undefined ? {} : { receivedAt: at(received) }),
    ...(admitted === undefined ? {} : { uncertain: true as const }),
    ...(admitted ? { admittedAt: at(admitted) } : {}),
  })),
})

/** `red 06-02: 06-06T10:00 … 06-08 missed`, the year left out where it is 2025. */
const judged = (facts: Facts, asOf: string): string[] =>
  dutiesByTheLetter(scenarioOf(facts), at(asOf)).map((duty) =>
    `${duty.tier} ${duty.periodStart}: ${duty.from.slice(0, 16)} … ${duty.until} ${duty.state}`.replaceAll('2025-', ''),
  )

// June 2025: the 1st is a Sunday; Mondays are the 2nd, 9th, 16th, 23rd and 30th.
const greenUntilRed = { created: '06-01T00:00', decisions: [['06-06T10:00', 'red']] } as const
const redOnMonday = { created: '06-09T09:00', decisions: [['06-09T09:00', 'red']] } as const

describe('duties by the letter', () => {
  it.each<[string, Facts, string, readonly string[]]>([
    [
      'a new place with three days of the month left owes this month',
      { created: '06-28T10:00' },
      '06-28T10:00',
      ['green 06-01: 06-28T10:00 … 06-30 open'],
    ],
    [
      'with two days left it owes the next month, from now',
      { created: '06-29T10:00' },
      '07-01T00:00',
      ['green 07-01: 06-29T10:00 … 07-31 open'],
    ],
    [
      'a half-month of a leap February ends on the 29th: three days are left on the 27th',
      { created: '2024-02-27T10:00', decisions: [['2024-02-27T10:00', 'yellow']] },
      '2024-02-29T23:59',
      ['yellow 2024-02-16: 2024-02-27T10:00 … 2024-02-29 open'],
    ],
    [
      'a week goes over the end of the year',
      { created: '2024-12-30T00:00', decisions: [['2024-12-30T00:00', 'red']] },
      '01-06T00:00',
      ['red 2024-12-30: 2024-12-30T00:00 … 01-05 missed', 'red 01-06: 01-06T00:00 … 01-12 open'],
    ],
    [
      'a rise on Friday supersedes the green duty and starts inside the week',
      greenUntilRed,
      '06-09T00:00',
      [
        'green 06-01: 06-01T00:00 … 06-30 superseded',
        'red 06-02: 06-06T10:00 … 06-08 missed',
        'red 06-09: 06-09T00:00 … 06-15 open',
      ],
    ],
    [
      'a rise on Saturday begins the next week at once',
      { created: '06-01T00:00', decisions: [['06-07T10:00', 'red']] },
      '06-09T00:00',
      ['green 06-01: 06-01T00:00 … 06-30 superseded', 'red 06-09: 06-07T10:00 … 06-15 open'],
    ],
    [
      'a visit at the moment of the rise comes too late for green and in time for red',
      { ...greenUntilRed, visits: [['06-06T10:00']] },
      '06-06T10:00',
      ['green 06-01: 06-01T00:00 … 06-30 superseded', 'red 06-02: 06-06T10:00 … 06-08 fulfilled'],
    ],
    [
      'an earlier visit not yet received leaves the duty superseded',
      { ...greenUntilRed, visits: [['06-05T10:00', '06-08T10:00']] },
      '06-08T09:59',
      ['green 06-01: 06-01T00:00 … 06-30 superseded', 'red 06-02: 06-06T10:00 … 06-08 open'],
    ],
    [
      'once received it fulfils what was never superseded then',
      { ...greenUntilRed, visits: [['06-05T10:00', '06-08T10:00']] },
      '06-08T10:00',
      ['green 06-01: 06-01T00:00 … 06-30 fulfilled', 'red 06-02: 06-06T10:00 … 06-08 open'],
    ],
    [
      'a visit received seven days after the end of the week counts',
      { ...redOnMonday, visits: [['06-10T10:00', '06-23T00:00']] },
      '06-23T00:00',
      [
        'red 06-09: 06-09T09:00 … 06-15 fulfilled',
        'red 06-16: 06-16T00:00 … 06-22 missed',
        'red 06-23: 06-23T00:00 … 06-29 open',
      ],
    ],
    [
      'a minute later it waits for an officer',
      { ...redOnMonday, visits: [['06-10T10:00', '06-23T00:01']] },
      '06-23T00:01',
      [
        'red 06-09: 06-09T09:00 … 06-15 missed',
        'red 06-16: 06-16T00:00 … 06-22 missed',
        'red 06-23: 06-23T00:00 … 06-29 open',
      ],
    ],
    [
      'one whose time is uncertain waits, though it arrived in time',
      { ...redOnMonday, visits: [['06-10T10:00', '06-10T18:00', null]] },
      '06-15T10:00',
      ['red 06-09: 06-09T09:00 … 06-15 open'],
    ],
    [
      'until an officer admits it',
      { ...redOnMonday, visits: [['06-10T10:00', '06-10T18:00', '06-12T09:00']] },
      '06-12T09:00',
      ['red 06-09: 06-09T09:00 … 06-15 fulfilled'],
    ],
    [
      'until the red week is over the superseded green duty stands, and nothing else begins',
      {
        ...greenUntilRed,
        decisions: [
          ['06-06T10:00', 'red'],
          ['06-11T10:00', 'green'],
        ],
        visits: [['06-12T10:00']],
      },
      '06-15T23:59',
      [
        'green 06-01: 06-01T00:00 … 06-30 superseded',
        'red 06-02: 06-06T10:00 … 06-08 missed',
        'red 06-09: 06-09T00:00 … 06-15 fulfilled',
      ],
    ],
    [
      'then it is opened again with the whole month, in which the earlier visit counts',
      {
        ...greenUntilRed,
        decisions: [
          ['06-06T10:00', 'red'],
          ['06-11T10:00', 'green'],
        ],
        visits: [['06-12T10:00']],
      },
      '06-16T00:00',
      [
        'green 06-01: 06-01T00:00 … 06-30 fulfilled',
        'red 06-02: 06-06T10:00 … 06-08 missed',
        'red 06-09: 06-09T00:00 … 06-15 fulfilled',
      ],
    ],
    [
      'a place that falls at Monday 00:00 owes no further red week',
      {
        ...redOnMonday,
        decisions: [
          ['06-09T09:00', 'red'],
          ['06-16T00:00', 'green'],
        ],
      },
      '06-16T00:00',
      ['green 06-01: 06-01T00:00 … 06-30 open', 'red 06-09: 06-09T09:00 … 06-15 missed'],
    ],
    [
      'green begins after a yellow window too that was fulfilled before the red one',
      {
        created: '06-01T00:00',
        decisions: [
          ['06-01T00:00', 'yellow'],
          ['06-03T10:00', 'red'],
          ['06-04T10:00', 'green'],
        ],
        visits: [['06-02T10:00']],
      },
      '06-15T23:59',
      ['yellow 06-01: 06-01T00:00 … 06-15 fulfilled', 'red 06-02: 06-03T10:00 … 06-08 missed'],
    ],
    [
      'a rise while the red week still runs unfulfilled starts nothing, not even on Saturday',
      {
        ...redOnMonday,
        decisions: [
          ['06-09T09:00', 'red'],
          ['06-10T10:00', 'green'],
          ['06-14T10:00', 'red'],
        ],
      },
      '06-14T10:00',
      ['red 06-09: 06-09T09:00 … 06-15 open'],
    ],
    [
      'a rise on Saturday of a fulfilled week begins the next one',
      {
        ...redOnMonday,
        decisions: [
          ['06-09T09:00', 'red'],
          ['06-10T10:00', 'green'],
          ['06-14T10:00', 'red'],
        ],
        visits: [['06-09T10:00']],
      },
      '06-14T10:00',
      ['red 06-09: 06-09T09:00 … 06-15 fulfilled', 'red 06-16: 06-14T10:00 … 06-22 open'],
    ],
    [
      'a decision for the tier that stands is no change',
      {
        ...redOnMonday,
        decisions: [
          ['06-09T09:00', 'red'],
          ['06-14T10:00', 'red'],
        ],
      },
      '06-14T10:00',
      ['red 06-09: 06-09T09:00 … 06-15 open'],
    ],
    [
      'a visit at the moment of a closing does not count',
      { ...redOnMonday, closed: [['06-10T10:00', null]], visits: [['06-10T10:00']] },
      '06-16T00:00',
      ['red 06-09: 06-09T09:00 … 06-15 superseded'],
    ],
    [
      'at the moment of the reopening, from which the window starts again, it does',
      { ...redOnMonday, closed: [['06-10T10:00', '06-12T10:00']], visits: [['06-12T10:00']] },
      '06-12T10:00',
      ['red 06-09: 06-12T10:00 … 06-15 fulfilled'],
    ],
    [
      'reopened on Saturday, it owes the next week from now',
      { ...redOnMonday, closed: [['06-10T10:00', '06-14T10:00']] },
      '06-14T10:00',
      ['red 06-09: 06-09T09:00 … 06-15 superseded', 'red 06-16: 06-14T10:00 … 06-22 open'],
    ],
    [
      'a tier that rose while the place was closed starts at the reopening',
      { created: '06-01T00:00', decisions: [['06-11T10:00', 'red']], closed: [['06-10T10:00', '06-12T10:00']] },
      '06-12T10:00',
      ['green 06-01: 06-01T00:00 … 06-30 superseded', 'red 06-09: 06-12T10:00 … 06-15 open'],
    ],
    [
      'of decisions at one instant each has its effect, in the order recorded',
      {
        created: '06-01T00:00',
        decisions: [
          ['06-10T10:00', 'red'],
          ['06-10T10:00', 'green'],
        ],
      },
      '06-10T10:00',
      ['green 06-01: 06-01T00:00 … 06-30 superseded'],
    ],
    ['before it is created a place owes nothing', { created: '06-01T00:00' }, '05-31T23:59', []],
  ])('%s', (_, facts, asOf, expected) => {
    expect(judged(facts, asOf)).toEqual(expected)
  })
})

describe('random scenarios', () => {
  it('are the same for the same seed, and nothing in them happens before the place exists', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const made = randomScenario(seed)
      expect(randomScenario(seed)).toEqual(made)
      expect(isSound(made.scenario)).toBe(true)
    }
  })
})
