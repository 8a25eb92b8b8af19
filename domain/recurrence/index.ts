export { pairsOf } from './pairs.ts'
