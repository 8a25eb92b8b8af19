import { roles } from '@sifang/domain/members'
import { z } from 'zod'
import { deviceToken } from './credential.ts'

// ── the desk ──

export const enrolmentParams = z.object({ id: z.uuid(), enrolmentId: z.uuid() })
export const resetParams = z.object({ id: z.uuid(), resetId: z.uuid() })
export const nothingMore = z.object({})
export const codeReply = z.object({
  id: z.uuid(),
  /** Eight digits, to be typed or scanned once. */
  code: z.string(),
  expiresAt: z.iso.datetime(),
})

export const deviceQuery = z.object({ memberId: z.uuid().optional() })
export const deviceList = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      /** As its member calls it; forgotten half a year after it was revoked. */
      name: z.string().nullable(),
      ageFriendly: z.boolean(),
      member: z.object({ id: z.uuid(), name: z.string() }),
      enrolledAt: z.iso.datetime(),
      /** The day on which it last reached the station. */
      lastContactOn: z.iso.date().nullable(),
      pinResetAt: z.iso.datetime().nullable(),
      revokedAt: z.iso.datetime().nullable(),
      /** Whether the reader may give a code for it. */
      mayEnrol: z.boolean(),
    }),
  ),
})

export const revokeBody = z.object({ id: z.uuid() })
export const idReply = z.object({ id: z.uuid() })

// ── the phone ──

export const redeemBody = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{8}$/),
  deviceId: z.uuid(),
  name: z.string().trim().min(1).max(40),
  ageFriendly: z.boolean(),
  sendToken: deviceToken,
  readToken: deviceToken,
})
export type Redeem = z.output<typeof redeemBody>

export const resetBody = redeemBody.pick({ code: true, readToken: true })

export const enrolled = z.object({
  deviceId: z.uuid(),
  member: z.object({ id: z.uuid(), name: z.string(), role: z.enum(roles) }),
  station: z.object({ id: z.uuid(), name: z.string(), timeZone: z.string(), demo: z.boolean() }),
  /** The point of P-256 to which envelopes are sealed: 65 bytes, base64. */
  stationKey: z.base64(),
  dutyPhone: z.string().nullable(),
  ageFriendly: z.boolean(),
  serverTime: z.iso.datetime(),
})

export const standing = enrolled.extend({ standing: z.literal('enrolled'), memberId: z.uuid() })

export const outcome = z.discriminatedUnion('known', [
  z.object({ known: z.literal(false) }),
  z.object({ known: z.literal(true), reply: z.record(z.string(), z.json()) }),
])

// ── envelopes ──

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

export const envelope = z.object({ id: z.uuid(), sealed: z.base64().min(100) })
export type Envelope = z.output<typeof envelope>

/** What is inside an envelope. */
export const envelopeContent = z.object({
  token: deviceToken,
  author: z.uuid(),
  method: z.enum(['PUT', 'POST']),
  /** Below /api/v1; no query, nothing to be decoded. */
  path: z.string().regex(/^(\/[A-Za-z0-9_-]+)+$/),
  body: z.record(z.string(), z.unknown()),
  clock: z.object({
    wall: instant,
    contact: z.object({ server: instant, wall: instant }).nullable(),
    wentBack: z.boolean(),
  }),
})
export type EnvelopeContent = z.output<typeof envelopeContent>

export const opening = z.object({
  method: z.enum(['PUT', 'POST']),
  path: z.string(),
  body: z.record(z.string(), z.json()),
})

/** `sifang-wall`: the phone's clock when it sends; nothing where it says nothing of use. */
export const wallHeader = instant.nullable().catch(null)

// ── uploads ──

export const uploadQuery = z.object({ offset: z.coerce.number().int().min(0).default(0) })
export const uploadReply = z.object({ received: z.int() })

// ── quarantine ──

export const handInBody = z.object({
  items: z.array(envelope.extend({ needs: z.array(z.uuid()).max(50).default([]) })).max(100),
})
export type HandIn = z.output<typeof handInBody>
export const handInReply = z.object({ taken: z.int() })

export const readInParams = z.object({ id: z.uuid(), itemId: z.uuid() })
/** An item of an exported file: its envelope, and the encrypted pieces of an attachment. */
export const readInBody = z.object({
  sealed: envelope.shape.sealed,
  needs: z.array(z.uuid()).max(50).default([]),
  pieces: z.array(z.base64()).max(120).default([]),
})
export type ReadIn = z.output<typeof readInBody>
/** `sent`: the station has it, by the phone itself or let in before; `decided`: somebody discarded it before. */
export const readInReply = z.object({ id: z.uuid(), standing: z.enum(['waiting', 'sent', 'decided']) })

export const quarantineList = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      deviceId: z.uuid(),
      deviceName: z.string().nullable(),
      author: z.object({ id: z.uuid(), name: z.string() }),
      receivedAt: z.iso.datetime(),
      needs: z.array(z.uuid()),
      /** What it would be let into, and when the phone says it was saved; null where it does not open. */
      what: z.object({ method: z.string(), path: z.string(), savedAt: z.iso.datetime() }).nullable(),
      /** The reader wrote it. */
      own: z.boolean(),
      /** How many of its phone wait; the first of them are told. */
      ofPhone: z.int(),
    }),
  ),
})

export const discardReasons = ['double', 'not-genuine', 'not-needed', 'unreadable'] as const
export const decisionBody = z.discriminatedUnion('verdict', [
  z.object({ id: z.uuid(), verdict: z.literal('release') }),
  z.object({ id: z.uuid(), verdict: z.literal('discard'), reason: z.enum(discardReasons) }),
])
export type QuarantineDecision = z.output<typeof decisionBody>
export const decisionReply = z.object({ id: z.uuid(), verdict: z.enum(['released', 'discarded']) })
