import { randomUUIDv7 } from 'node:crypto'
import compress from '@fastify/compress'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import { reach } from '@sifang/domain/permissions'
import { problems } from '@sifang/domain/problems'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { Caller, Context } from '../context.ts'
import type { Database } from '../db/connection.ts'
import type { Keys } from '../secrets/keys.ts'
import { type FieldError, fail, Problem, problemBody, problemOf } from './problem.ts'
import type { Download, Route } from './route.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { endUnusedConnections } from './unused-connections.ts'

export type ServerParts = {
  readonly db: Database
  readonly keys: Keys
  readonly log: Logger
  readonly https?: { readonly cert: string; readonly key: string }
  now(): Date
  /** Whose session or phone the request comes from; null when nobody is signed in. */
  authenticate(request: FastifyRequest): Promise<Caller | null>
}

/** The HTTP server with every declared route below /api/v1. Start it with `listen`. */
export async function createServer(
  parts: ServerParts,
  routes: readonly Route[],
  /** Adds what stands before the routes: hooks do not reach back. */
  before: (app: FastifyInstance) => void = () => undefined,
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUIDv7(),
    bodyLimit: 65_536,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void answerProblem(error, request as FastifyRequest, reply as never),
    ...(parts.https ? { https: parts.https } : {}),
  }) as unknown as FastifyInstance
  endUnusedConnections(app, Boolean(parts.https))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => answerProblem(new Problem('request/not-found'), request, reply))
  addSecurityHeaders(app, Boolean(parts.https))
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await app.register(multipart, { limits: { files: 1, fileSize: 220 * 1024 * 1024 } })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'sifang 四访', version: '1' } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  before(app)
  app.addHook('preValidation', async (request) => requireText(request))
  for (const declared of routes) add(app, parts, declared)
  return app
}

function add(app: FastifyInstance, parts: ServerParts, declared: Route): void {
  if (!declared.permission) throw new Error(`route without a permission: ${declared.method} ${declared.url}`)
  const { end } = declared
  if (end) app.addHook('preClose', async () => end())
  app.route({
    method: declared.method,
    url: `/api/v1${declared.url}`,
    ...(declared.bodyLimit ? { bodyLimit: declared.bodyLimit } : {}),
    schema: {
      summary: declared.summary,
      ...(declared.params ? { params: declared.params } : {}),
      ...(declared.query ? { querystring: declared.query } : {}),
      ...(declared.body ? { body: declared.body } : {}),
      // a download is no JSON: its schema says nothing about the bytes
      ...(isDownload(declared) ? {} : { response: { 200: declared.reply } }),
    },
    config: { permission: declared.permission, ...(declared.byPhone ? { byPhone: true } : {}) },
    // who asks is settled before what they ask is read
    onRequest: async (request) => {
      const ctx = await contextOf(parts, declared, request)
      contexts.set(request, ctx)
    },
    handler: async (request, reply) => {
      const ctx = contexts.get(request) ?? fail('account/sign-in-needed')
      const input = { params: request.params, query: request.query, body: request.body, request, reply }
      const answer = await declared.handle(ctx, input as never)
      // a route that streams by itself has answered already
      if (answer === reply) return reply
      return isDownload(declared) ? sendDownload(reply, answer as Download) : answer
    },
  })
}

/** Half characters and NUL are in no text that anybody means; the database takes neither. Errors: request/invalid. */
function requireText({ params, query, body }: FastifyRequest): void {
  for (const [from, value] of Object.entries({ params, query, body })) {
    const path = badTextIn(value, from)
    if (path) fail('request/invalid', {}, [{ path, zh: '含有无法保存的字符', en: 'holds characters that are no text' }])
  }
}

/** The path of such a text, a field's name included. Without recursion: a body may be nested as deep as it is long. */
function badTextIn(whole: unknown, name: string): string | null {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value: whole, path: name }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && !isText(value)) return path
    if (typeof value !== 'object' || value === null) continue
    if (!Object.keys(value).every(isText)) return path
    const depth = path.length < 200 ? `${path}.` : path
    for (const [key, held] of Object.entries(value)) waiting.push({ value: held, path: `${depth}${key}` })
  }
  return null
}

const isText = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

const contexts = new WeakMap<FastifyRequest, Context>()

async function contextOf(parts: ServerParts, declared: Route, request: FastifyRequest): Promise<Context> {
  const signedIn = await parts.authenticate(request)
  if (!signedIn) return fail('account/sign-in-needed')
  const scope = reach(declared.permission, signedIn.actor.role)
  if (!scope) return fail('account/not-allowed')
  if (declared.alsoNeeds && !reach(declared.alsoNeeds, signedIn.actor.role)) return fail('account/not-allowed')
  return {
    ...signedIn,
    scope,
    permission: declared.permission,
    db: parts.db,
    keys: parts.keys,
    now: parts.now,
    newId: () => randomUUIDv7(),
    requestId: request.id,
    address: request.ip,
  }
}

function isDownload(declared: Route): boolean {
  return declared.reply.def.type === 'custom'
}

function sendDownload(reply: FastifyReply, file: Download): FastifyReply {
  const name = encodeURIComponent(file.fileName).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
  if (file.bytes !== undefined) reply.header('content-length', file.bytes)
  return (
    reply
      .header('content-type', file.type)
      .header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
      // whatever is in it, it can do nothing, even when it is opened in a window of its own
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'no-store')
      .send(file.stream)
  )
}

function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = requestProblem(error) ?? problemOf(error)
  if (problem.code === 'request/unexpected') request.log.error({ err: error, requestId: request.id }, 'unexpected')
  return reply
    .status(problems[problem.code].status)
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemBody(problem, request.id)))
}

type RequestError = {
  code?: string
  statusCode?: number
  validation?: readonly { instancePath?: string; message?: string }[]
  validationContext?: string
}

/** What Fastify itself refused: a schema, a size, a content type, JSON that does not parse. */
function requestProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return null
  const refused = error as RequestError
  if (refused.validation) {
    const fields = refused.validation.map((issue): FieldError => {
      const path = `${refused.validationContext ?? 'body'}${(issue.instancePath ?? '').replaceAll('/', '.')}`
      return { path, zh: '这一项不对', en: issue.message ?? 'not valid' }
    })
    return new Problem('request/invalid', {}, fields)
  }
  if (refused.statusCode === 413) return new Problem('request/too-large')
  if (refused.statusCode === 429) return new Problem('account/locked')
  if (refused.statusCode !== undefined && refused.statusCode >= 400 && refused.statusCode < 500) {
    return new Problem('request/invalid')
  }
  return null
}
