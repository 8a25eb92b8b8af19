import type { VisitDraft } from './visit-draft.ts'

/** Kind and people of the last visit, for as long as the app is open: the next one is likely the same. */
let last: Pick<VisitDraft, 'kind' | 'participants'> | null = null

export const lastVisit = () => last

export function rememberVisit({ kind, participants }: VisitDraft): void {
  last = { kind, participants }
}
