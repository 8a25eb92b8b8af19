export type { IndexRow } from './case-file.ts'
export { type Composing, compose, titleOf } from './compose.ts'
export { statisticsDocx } from './statistics.ts'
