export { type Api, type ClientOptions, createClient } from './api.ts'
export { newId } from './new-id.ts'
export {
  ApiProblem,
  type ApiProblemCode,
  type FieldProblem,
  hasCode,
  isUnanswered,
  type ProblemBody,
  problemFrom,
  problemOf,
} from './problem.ts'
export type { Body, Filter, Query, Reply, Row } from './types.ts'
