export type { IndexRow } from './case-file.ts'
export { type Composing, compose, titleOf } from './compose.ts'
export { type MediationLine, registerDocx } from './register.ts'
export { statisticsDocx } from './statistics.ts'
