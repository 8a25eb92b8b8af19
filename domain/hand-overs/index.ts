export type { HandOverRefusal, OnShift } from './signing.ts'
export { mayGive, mayTake } from './signing.ts'
