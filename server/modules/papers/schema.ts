import { disputeStates, procedures } from '@sifang/domain/disputes'
import { paperKinds, voidReasons } from '@sifang/domain/papers'
import { z } from 'zod'
import { page, pageQuery } from '../../platform/http/route.ts'

const kind = z.enum(paperKinds.map((info) => info.kind))
const no = z.int().min(1).max(100)
const day = z.iso.date()

export const paperPurpose = z.enum(['handle', 'revisit', 'paper', 'check', 'answer'])
export const purposeQuery = z.object({ purpose: paperPurpose })
export const draftParams = z.object({ id: z.uuid(), kind })
export const draftQuery = purposeQuery.extend({
  /** Of which sitting, inquiry or revisit. */
  no: z.coerce.number().int().min(1).max(100).optional(),
})
export type DraftQuery = z.output<typeof draftQuery>

export const issueBody = z.object({ disputeId: z.uuid(), kind, no: no.nullable().default(null) })
export type IssuePaper = z.output<typeof issueBody>

export const voidBody = z.object({
  id: z.uuid(),
  reason: z.enum(voidReasons),
  /** Kept sealed. */
  note: z.string().trim().max(500).optional(),
})
export type VoidPaper = z.output<typeof voidBody>

export const paperReply = z.object({
  id: z.uuid(),
  kind: z.string(),
  year: z.int(),
  number: z.int(),
  pages: z.int(),
  state: z.enum(['issued', 'void']),
})

const missing = z.array(z.object({ field: z.string(), zh: z.string(), en: z.string() }))

const issued = z.object({
  id: z.uuid(),
  /** As it is printed. */
  number: z.string(),
  pages: z.int(),
  issuedOn: day,
})

export const disputePapers = z.object({
  /** In the order of the file's index. */
  rows: z.array(
    z.object({
      kind,
      no: z.int().nullable(),
      title: z.string(),
      en: z.string(),
      need: z.enum(['required', 'as-needed']),
      state: z.enum(['draft', 'issued']),
      missing,
      paper: issued.nullable(),
    }),
  ),
  voided: z.array(issued.extend({ kind, title: z.string(), reason: z.enum(voidReasons) })),
})

export const registerQuery = pageQuery.extend({
  kind: kind.optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
})
export type RegisterQuery = z.output<typeof registerQuery>

export const registerPage = page(
  z.object({
    id: z.uuid(),
    disputeId: z.uuid(),
    kind,
    no: z.int().nullable(),
    number: z.string(),
    year: z.int(),
    count: z.int(),
    state: z.enum(['issued', 'void']),
    pages: z.int(),
    issuedOn: day,
    issuedByName: z.string(),
    voidReason: z.enum(voidReasons).nullable(),
  }),
)

export const monthQuery = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/) })

/** A month of the 调解登记簿, in the order of acceptance. */
export const mediationRegister = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      acceptedOn: day,
      villageName: z.string().nullable(),
      cause: z.string().nullable(),
      procedure: z.enum(procedures),
      hostName: z.string().nullable(),
      state: z.enum(disputeStates),
      settledOn: day.nullable(),
      endedOn: day.nullable(),
      /** Of its case file, where it has one. */
      fileNumber: z.string().nullable(),
    }),
  ),
})

export const statisticsQuery = z.object({
  /** A month `2025-02` or a quarter `2025-Q1`. */
  period: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2]|Q[1-4])$/),
})
