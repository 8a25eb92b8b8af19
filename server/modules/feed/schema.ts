import { z } from 'zod'

export const changeEntry = z.object({
  seq: z.number().int(),
  op: z.enum(['put', 'remove', 'reload']),
  entity: z.string(),
  id: z.uuid().nullable(),
  villagesBefore: z.array(z.uuid()),
  villagesAfter: z.array(z.uuid()),
})

export const changesQuery = z.object({
  /** The last `seq` the reader has; it gets what came after. */
  after: z.coerce.number().int().min(0).default(0),
  epoch: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
})

export const changesReply = z.object({
  /** New after a restore: the reader then starts anew, without touching its outbox. */
  epoch: z.uuid(),
  /** Where the station stands. */
  seq: z.number().int(),
  entries: z.array(changeEntry),
  /** The reader is too far behind, or of another epoch: read everything again, then go on from `seq`. */
  restart: z.boolean(),
})
