export type { DefaultLine } from './defaults.ts'
export { defaultPolicy } from './defaults.ts'
export { lineNameIn } from './line-names.ts'
export type { EndedVersion, LineTarget, LineVersion, Policy, PolicyLine, RunningVersion } from './policy.ts'
