import type { Body, Reply } from '@sifang/client'
import { api } from './client.ts'

export type NewFinding = Body<'/findings/{id}', 'put'>
export type FindingEntered = Reply<'/findings/{id}', 'put'>

/** What was seen or said; its follow-up opens with it, under the same id. */
export function enterFinding(id: string, finding: NewFinding) {
  return api.put('/findings/{id}', { path: { id }, body: finding })
}

export function correctFinding(id: string, correction: Body<'/findings/{id}/corrections', 'post'>) {
  return api.post('/findings/{id}/corrections', { path: { id }, body: correction })
}
