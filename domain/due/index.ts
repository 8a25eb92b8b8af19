export type { DueClass, DueKey, DueKind } from './due-order.ts'
export { dueClass, dueClasses, dueKinds, dueOrder, mergeDue, soonMs } from './due-order.ts'
export type { DueAsked, ReadingOn } from './reading-on.ts'
export { readingOn } from './reading-on.ts'
