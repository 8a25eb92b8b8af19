import { describe, expect, it } from 'vitest'
import { cases, created, t } from './cases.test-support.ts'
import { dutiesOfScenario } from './scenario.ts'

const told = (scenario: object, asOf: string): string[] =>
  dutiesOfScenario(scenario, t(asOf)).map(
    ({ tier, periodStart, from, until, state }) =>
      `${tier} ${periodStart.slice(5)}: ${from.slice(5, 16).replace('T', ' ').replace(' 00:00', '')} … ${until.slice(5)} ${state}`,
  )

describe('the duties of a scenario', () => {
  it.each(cases)('%s', (_sentence, scenario, asOf, duties) => {
    expect(told(scenario, asOf)).toEqual(duties)
  })

  it('are written with civil dates and an offset', () => {
    expect(dutiesOfScenario({ created }, t('2025-02-01'))).toEqual([
      {
        tier: 'green',
        periodStart: '2025-02-01',
        from: '2025-02-01T00:00:00+08:00',
        until: '2025-02-28',
        state: 'open',
      },
    ])
  })
})

describe('a scenario that cannot be read', () => {
  it.each([
    [{}, 'created: expected an instant'],
    [[], 'scenario: expected an object'],
    [
      { created: '2025-02-01' },
      'created: expected an instant with offset such as 2025-02-17T09:00+08:00, found "2025-02-01"',
    ],
    [{ created, decisions: [[created, 'blue']] }, 'decisions[0][1]: expected one of red, yellow, green, found "blue"'],
    [{ created, decisions: [[created]] }, 'decisions[0]: expected two values, found 1'],
    [{ created, closed: [[created, 'later']] }, 'closed[0][1]: expected an instant'],
    [{ created, closed: [[created, t('2025-01-01')]] }, 'closed[0][1]: reopened before it was closed'],
    [{ created, visits: [{ at: created, countsFor: ['red', 1] }] }, 'visits[0].countsFor[1]: expected one of'],
    [{ created, visit: [] }, 'scenario: unknown member visit'],
  ])('names the path: %j', (scenario, problem) => {
    expect(() => dutiesOfScenario(scenario, t('2025-03-01'))).toThrow(problem)
  })

  it('or an as-of that is no instant', () => {
    expect(() => dutiesOfScenario({ created }, 'today')).toThrow('as-of: expected an instant')
  })
})
