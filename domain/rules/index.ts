export { ScenarioError } from './reader.ts'
export type { ScenarioDuty } from './scenario.ts'
export { dutiesOfScenario } from './scenario.ts'
export { streakOfScenario } from './streak.ts'
