import type { Readable } from 'node:stream'
import { brotliDecompressSync } from 'node:zlib'
import type { Permission } from '@sifang/domain/permissions'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { fail } from './problem.ts'

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'

/** A file as the answer: streamed, never held in memory. */
export type Download = {
  readonly fileName: string
  readonly type: string
  readonly stream: Readable
  /** Length in bytes, where it is known. */
  readonly bytes?: number
  /** May be shown in a page of ours, as a picture or a sound; else it is only saved. */
  readonly inline?: boolean
}

type Declared<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  readonly method: Method
  /** Below /api/v1, parameters as `:id`. */
  readonly url: string
  /** What the caller must be allowed to do; there is no route without one. */
  readonly permission: Permission
  /** A second one that is needed besides, e.g. to read what is exported. */
  readonly alsoNeeds?: Permission
  /** May come sealed from a phone (docs/decisions/0007): a command, done once by its id, that tells nothing secret. */
  readonly byPhone?: true
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly reply: R
  /** Largest body in bytes; 64 KiB unless told. */
  readonly bodyLimit?: number
  /** Ends answers that never end by themselves; called when the server begins to close. */
  readonly end?: () => void
  readonly handle: (
    ctx: Context,
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B>; request: FastifyRequest; reply: FastifyReply },
  ) => Promise<z.input<R> | FastifyReply>
}

/** A route as the server registers it; its schemas and handler fit each other by construction. */
export type Route = Omit<Declared<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, 'handle'> & {
  readonly handle: (ctx: Context, input: never) => Promise<unknown>
}

/** Declares a route: schema, permission, one call of the service. */
export function route<
  R extends z.ZodType,
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(declared: Declared<P, Q, B, R>): Route {
  return declared as Route
}

/** Answers with JSON that is UTF-8 already, as the reply schema encodes it. */
export const sendJson = (reply: FastifyReply, json: Buffer): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(json)

/**
 * Answers with JSON that is compressed by brotli already, and that no browser keeps. Whoever does not take it so, as
 * browsers on plain HTTP, gets it as any other answer.
 */
export function sendBrotli(request: FastifyRequest, reply: FastifyReply, json: Buffer): FastifyReply {
  reply.header('cache-control', 'no-store')
  const isTaken = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''))
  return isTaken ? sendJson(reply.header('content-encoding', 'br'), json) : sendJson(reply, brotliDecompressSync(json))
}

/** The reply schema of a route that answers with a Download. */
export const download = z.custom<Download>()

export const idParams = z.object({ id: z.uuid() })

/** Query of a list: keyset pages, at most 200 rows. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Opaque; `next` of the page before. */
  after: z.string().max(500).optional(),
})

/** A yes or no in a query; the API's page calls it a boolean. */
export const flag = z.stringbool().meta({ type: 'boolean' })

/** A page of rows; `next` is null on the last one. */
export function page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() })
}

/**
 * A page of a list that says how many rows there are in all with its filter. They are counted for the first page only;
 * `total` is null on later ones, and where nobody counts (the best matches of a search).
 */
export function countedPage<T extends z.ZodType>(row: T) {
  return page(row).extend({ total: z.number().int().nullable() })
}

/** A page's end as an opaque cursor: the sort values of its last row. */
export function cursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** The values of a cursor, or null for the first page. Errors: request/invalid when it is none of ours. */
export function readCursor(after: string | undefined, length: number): readonly (string | number | null)[] | null {
  if (after === undefined) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(isCursorValue)) return values
  } catch {
    // answered below
  }
  return fail('request/invalid', {}, [
    { path: 'query.after', zh: '翻页标记无效，请重新打开列表', en: 'not a page mark; open the list again' },
  ])
}

const isCursorValue = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number'
