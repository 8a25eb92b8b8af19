import type { FollowUp } from '@sifang/domain/follow-ups'
import { instant } from './entries.ts'

/** What stands, as a refusal and a reply say it: codes, ids and times. */
export const stands = ({ version, state, ownerId, since, settleBy }: FollowUp) => ({
  version,
  state,
  ownerId,
  since: instant(since).toISOString(),
  settleBy,
})
