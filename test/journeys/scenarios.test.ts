import { dutiesOfScenario } from '@sifang/domain/rules'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases, t } from '../../domain/rules/cases.test-support.ts'
import { randomScenario } from '../rules/random-scenarios.ts'
import { inOrder, isPossible, openStage, replay, type Scenario, type Stage, type Told } from './harness-replay.ts'

type Case = { readonly name: string; readonly scenario: Scenario; readonly asOf: string }

/** JSON as it comes from outside; `dutiesOfScenario` refuses what is none. */
const asScenario = (json: object): Scenario => JSON.parse(JSON.stringify(json))

const byHand = cases.map(([name, json, asOf]): Case => ({ name, scenario: asScenario(json), asOf: t(asOf) }))
const byChance = Array.from({ length: 120 }, (_, seed): Case => {
  const { scenario, asOf } = randomScenario(seed)
  return { name: `seed ${seed}`, scenario: asScenario(scenario), asOf }
})
const lived = [...byHand, ...byChance.filter(({ scenario }) => isPossible(scenario)).slice(0, 40)].filter(
  ({ scenario, asOf }) => isPossible(scenario) && Date.parse(scenario.created) <= Date.parse(asOf),
)

let stage: Stage
let told: readonly (readonly Told[])[]

beforeAll(async () => {
  stage = await openStage(t('2023-10-02'))
  told = await replay(stage, lived)
}, 300_000)
afterAll(() => stage.station.stop())

test('most scenarios can be lived by people', () => {
  expect(lived.length).toBeGreaterThan(60)
})

test.each(lived.map((one, index) => [one.name, one, index] as const))(
  'over HTTP as the rules say: %s',
  (_name, { scenario, asOf }, index) => {
    expect(inOrder(told[index] ?? [])).toEqual(inOrder([...dutiesOfScenario(scenario, asOf)]))
  },
)
