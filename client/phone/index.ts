export { openPhone, type PhoneOptions } from './phone.ts'
export { isTooSimple } from './pin.ts'
export { PhoneProblem, type PhoneProblemCode } from './problem.ts'
export type * from './types.ts'
