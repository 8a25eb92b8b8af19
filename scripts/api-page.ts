import { createHash } from 'node:crypto'
import { registerAccountRoutes } from '../server/modules/accounts/index.ts'
import { registerDeviceRoutes } from '../server/modules/devices/index.ts'
import { openDatabase } from '../server/platform/db/connection.ts'
import { createServer } from '../server/platform/http/server.ts'
import { createLog } from '../server/platform/log/index.ts'
import { registerOperations } from '../server/platform/metrics/index.ts'
import { routesOf } from '../server/routes.ts'

type Page = {
  readonly paths?: Readonly<Record<string, unknown>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

const prefix = '/api/v1'

/** The OpenAPI 3.1 page of every route, paths below /api/v1. Nothing is connected to: no route is called. */
export async function apiPage(): Promise<object> {
  const { db, pool, close } = openDatabase('postgres://127.0.0.1/none')
  const [outer, audit, command, session] = ['outer', 'audit', 'command', 'session'].map(notSecret)
  if (!outer || !audit || !command || !session) throw new Error('four keys')
  const parts = {
    db,
    pool,
    keys: { outer, audit, command, session },
    log: createLog({ level: 'silent' }),
    clock: { now: () => 0, isSet: false },
    dataDir: null,
    uploads: '',
    now: () => new Date(0),
    newId: () => '',
  }
  const app = await createServer(
    { ...parts, authenticate: async () => null },
    routesOf({ ...parts, dataDir: '' }),
    (bare) => registerOperations(bare, parts),
  )
  try {
    await registerAccountRoutes(app, parts)
    await registerDeviceRoutes(app, { ...parts, dataDir: '' })
    await app.ready()
    return named(described(app.swagger()))
  } finally {
    await app.close()
    await close()
  }
}

const notSecret = (name: string): Buffer => createHash('sha256').update(name).digest()

const text = { type: 'string' } as const

/** The body of every refusal (server/platform/http/problem.ts). */
const problem = {
  type: 'object',
  properties: {
    type: text,
    code: text,
    status: { type: 'integer' },
    title: text,
    zh: text,
    en: text,
    zhDo: text,
    enDo: text,
    requestId: text,
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: text, zh: text, en: text },
        required: ['path', 'zh', 'en'],
      },
    },
    details: { type: 'object', additionalProperties: true },
  },
  required: ['type', 'code', 'status', 'title', 'zh', 'en', 'zhDo', 'enDo', 'requestId'],
}

const refusal = {
  description: 'Refused, with a code of domain/problems.ts',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** What the routes do not say themselves: where they lie, and that each may refuse. */
function described(page: Page): object {
  const paths = Object.entries(page.paths ?? {}).map(([path, operations]) => [
    path.startsWith(prefix) ? path.slice(prefix.length) : path,
    withRefusal(operations),
  ])
  return {
    ...page,
    servers: [{ url: prefix }],
    paths: Object.fromEntries(paths),
    components: { ...page.components, schemas: { ...page.components?.schemas, Problem: problem } },
  }
}

/** z.json() refers to itself by a name that the page does not hold: it is any value. */
function named(page: object): object {
  const text = JSON.stringify(page, (_key, value: unknown) => {
    const reference = typeof value === 'object' && value !== null && '$ref' in value ? value.$ref : null
    return typeof reference === 'string' && /_*schema\d+$/.test(reference) ? {} : value
  })
  return JSON.parse(text)
}

function withRefusal(operations: unknown): object {
  const entries = Object.entries(operations ?? {}).map(([method, operation]) => [
    method,
    { ...operation, responses: { ...operation.responses, default: refusal } },
  ])
  return Object.fromEntries(entries)
}
