import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'

export const erasureReasons = [
  'retention-over',
  'contact-replaced',
  'contact-removed',
  'consent-withdrawn',
  'place-merged',
  'ledger',
  'other',
] as const

const erasureRow = z.object({
  id: z.uuid(),
  matterId: z.uuid(),
  /** What it was about, as a follow-up names it, or `incident`, `contact`; null where the ledger does not say. */
  subject: z.string().nullable(),
  reason: z.enum(erasureReasons),
  at: z.iso.datetime(),
  /** How many of each kind there were: findings, entries, attachments, … */
  counts: z.record(z.string(), z.number().int()),
})

export const erasurePage = page(erasureRow)
export const erasureQuery = pageQuery
