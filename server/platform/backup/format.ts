import { constants } from 'node:zlib'
import { z } from 'zod'

/**
 * A backup is one file: a tar stream under zstd with its checksum on. In order: `sifang.json` (what it is), the tables
 * as parts of PostgreSQL's text COPY, the attachments, and last `manifest.json` (what must have been there before it).
 */
export const headName = 'sifang.json'
export const manifestName = 'manifest.json'
export const tablePrefix = 'tables/'
export const attachmentPrefix = 'attachments/'
export const formatVersion = 1

/** Tables travel in parts of this size: it bounds the memory of who writes and who reads. */
export const partBytes = 4 * 1024 * 1024

/** Larger than any head or manifest of ours; more is not read into memory. */
export const maxJsonBytes = 256 * 1024 * 1024

export const compression = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
} as const

const sha256 = z.hex().length(64)

export const clockStateSchema = z.union([
  z.object({ kind: z.literal('real') }),
  z.object({ kind: z.literal('set'), offsetMs: z.number(), lastSeenMs: z.number() }),
])

export const headSchema = z.object({
  format: z.literal('sifang-backup'),
  formatVersion: z.number().int(),
  /** The program that made it. */
  version: z.string(),
  migrations: z.array(z.object({ number: z.number().int(), name: z.string(), sha256 })).min(1),
  /** On the station's clock. */
  at: z.iso.datetime(),
  /** Number of the recovery sheet whose key opens it; not in the oldest ones. */
  keyNumber: z
    .string()
    .regex(/^[0-9A-F]{8}$/)
    .optional(),
})
export type Head = z.infer<typeof headSchema>

/** Names that go into statements: nothing but what our migrations use. */
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)

export const tableSchema = z.object({
  schema: name,
  name,
  columns: z.array(name).min(1),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  sha256,
})
export type TableRecord = z.infer<typeof tableSchema>

export const attachmentSchema = z.object({
  /** Below the folder, with slashes. */
  path: z.string().refine(isPlainPath),
  bytes: z.number().int().nonnegative(),
  sha256,
})
export type AttachmentRecord = z.infer<typeof attachmentSchema>

export const manifestSchema = z.object({
  tables: z.array(tableSchema),
  attachments: z.array(attachmentSchema),
  auditHeads: z.array(
    z.object({ stationId: z.uuid(), no: z.number().int(), lastChainNo: z.number().int(), digest: z.hex() }),
  ),
  /** Each station's epoch of the change feed; a restore gives new ones. */
  epochs: z.record(z.string(), z.uuid()),
  clock: clockStateSchema.nullable(),
  /** Work that was handed over and not done: asked for again after a restore. */
  unfinishedJobs: z.array(z.object({ stationId: z.uuid(), id: z.uuid(), task: z.string(), payload: z.unknown() })),
  /** The other keys, and files that must stay secret, under the outer key (base64). The outer key is not in here. */
  sealed: z.base64(),
  /** Of the head and all else here, under the outer key (hex). */
  mac: z.hex(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** A relative path of plain names: it cannot leave its folder. */
export function isPlainPath(path: string): boolean {
  return path.split('/').every((part) => /^[\w.-]+$/.test(part) && part !== '.' && part !== '..')
}

/** Of the tar entry that holds a table's n-th part, from 1. */
export function partName(table: { schema: string; name: string }, n: number): string {
  return `${tablePrefix}${table.schema}.${table.name}/${String(n).padStart(6, '0')}.copy`
}

/** The table of a part's name, or null. */
export function tableOfPart(entry: string): string | null {
  return /^tables\/([a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*)\/\d{6,}\.copy$/.exec(entry)?.[1] ?? null
}
