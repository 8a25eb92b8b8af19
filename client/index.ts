export { type Answer, type Api, type ClientOptions, createClient, dataOf } from './api.ts'
export { newId } from './new-id.ts'
export { ApiProblem, type ApiProblemCode, type FieldProblem, hasCode, type ProblemBody, problemOf } from './problem.ts'
