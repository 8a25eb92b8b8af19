import type { DisputeDetail } from '../../api/disputes.ts'

/** Where the papers of a dispute stand, once it has any. */
export function PapersPlace({ dispute: _ }: { readonly dispute: DisputeDetail }) {
  return null
}
