import { z } from 'zod'
import { attachmentKinds, maxAttachmentBytes } from '../../platform/attachments/index.ts'
import { flag, page, pageQuery } from '../../platform/http/route.ts'
import { contentPurposes } from '../follow-ups/index.ts'

export const attachmentParams = z.object({ matterId: z.uuid(), id: z.uuid() })
export const matterParams = z.object({ matterId: z.uuid() })

const kind = z.enum(attachmentKinds)

/** What an upload says of itself beside its content and name. */
export const addQuery = z.object({
  kind,
  /** Of the content, in hex: what arrives must be that. */
  sha256: z.hex().length(64).toLowerCase(),
  /** Police only: keeps what a photo or speech says of place, time and device. */
  evidence: flag.default(false),
  /** The finding or the entry that it was given with. */
  findingId: z.uuid().optional(),
  entryId: z.uuid().optional(),
  /** The place of a check that it shows. */
  placeId: z.uuid().optional(),
})
export type AddQuery = z.output<typeof addQuery>

/** The same of what a phone uploaded encrypted, with the key that opens it. */
export const arrivedBody = addQuery.extend({
  evidence: z.boolean().default(false),
  name: z.string().trim().min(1).max(200),
  /** Length of the content before it was encrypted. */
  bytes: z.int().min(1).max(maxAttachmentBytes),
  /** 32 bytes. */
  key: z.base64().length(44),
})
export type Arrived = z.output<typeof arrivedBody>

export const attachmentReply = z.object({ id: z.uuid(), type: z.string(), bytes: z.number().int() })

export const attachmentRow = z.object({
  id: z.uuid(),
  kind,
  type: z.string(),
  bytes: z.number().int(),
  evidence: z.boolean(),
  findingId: z.uuid().nullable(),
  entryId: z.uuid().nullable(),
  placeId: z.uuid().nullable(),
  /** Of what is stored, under the matter's key, in hex: the same content twice in a matter has the same. */
  hash: z.hex(),
  uploadedAt: z.iso.datetime(),
  /** Who added it; null where that is the one who reported, who is not named to this member. */
  uploadedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  uploadedByMe: z.boolean(),
})

export const attachmentPage = page(attachmentRow)
export const attachmentQuery = pageQuery

export const readQuery = z
  .object({ purpose: z.enum(contentPurposes), note: z.string().trim().max(200).optional() })
  .refine(({ purpose, note }) => purpose !== 'other' || (note ?? '').length >= 2, { path: ['note'] })
export type ReadQuery = z.output<typeof readQuery>
