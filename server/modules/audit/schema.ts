import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'

const auditRow = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  memberId: z.uuid().nullable(),
  /** null: a job or the command line. */
  memberName: z.string().nullable(),
  action: z.string(),
  entity: z.string(),
  entityId: z.uuid().nullable(),
  /** Why something secret was read, in the reader's words. */
  purpose: z.string().nullable(),
  address: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})

export const auditPage = page(auditRow)

export const auditQuery = pageQuery.extend({
  memberId: z.uuid().optional(),
  action: z.string().max(60).optional(),
  entity: z.string().max(40).optional(),
  entityId: z.uuid().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})

/** Whether the chain over the entries still holds, from its beginning. */
export const chainState = z.object({
  whole: z.boolean(),
  seals: z.number().int(),
  entries: z.number().int(),
  /** Where it breaks: the entries' numbers in the chain. */
  broken: z.object({ firstChainNo: z.number().int(), lastChainNo: z.number().int(), why: z.string() }).nullable(),
})
