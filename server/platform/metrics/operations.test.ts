import { PassThrough } from 'node:stream'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/template.ts'
import { createLog } from '../log/log.ts'
import { registerOperations } from './operations.ts'

let database: TestDatabase
let pool: pg.Pool
let app: FastifyInstance
let lines: Record<string, unknown>[]
let leastFree = 0

beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 3 })
  pool.on('error', () => undefined)
  lines = []
  const to = new PassThrough()
  to.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n').filter(Boolean)) lines.push(JSON.parse(line))
  })
  const log = createLog({ to })
  app = Fastify({ loggerInstance: log, disableRequestLogging: true }) as unknown as FastifyInstance
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => {
    request.log.error({ err: error, body: request.body, requestId: request.id }, 'unexpected')
    return reply.status(404).send('')
  })
  registerOperations(app, {
    pool,
    log,
    clock: { now: () => Date.parse('2025-02-01T01:00Z'), isSet: true },
    dataDir: '/',
    get leastFree() {
      return leastFree
    },
    metricsToken: 'a long token',
  })
  app.get('/api/v1/places/:id', async () => 'ok')
  app.post('/api/v1/broken', async () => {
    await pool.query(`select $1::uuid`, ['张三 13800138000'])
  })
})

afterAll(async () => {
  await app.close()
  await pool.end()
  await database.drop()
})

describe('health', () => {
  test('is 200 when the server is ready, and says that the clock is set', async () => {
    const answer = await app.inject('/api/v1/health')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      ready: true,
      reasons: [],
      clock: { set: true, now: '2025-02-01T01:00:00.000Z' },
    })
  })

  test('is 503 while the database is being migrated', async () => {
    const client = await pool.connect()
    await client.query('select pg_advisory_lock(7430001)')
    const answer = await app.inject('/api/v1/health')
    await client.query('select pg_advisory_unlock(7430001)')
    client.release()
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ ready: false, reasons: [{ code: 'migration-running' }] })
  })

  test('is 200 while a backup keeps migrations away', async () => {
    const client = await pool.connect()
    await client.query('select pg_advisory_lock_shared(7430001)')
    const answer = await app.inject('/api/v1/health')
    await client.query('select pg_advisory_unlock_shared(7430001)')
    client.release()
    expect(answer.statusCode).toBe(200)
  })

  test('is 503 when the disk is nearly full', async () => {
    leastFree = Number.MAX_SAFE_INTEGER
    const answer = await app.inject('/api/v1/health')
    leastFree = 0
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ reasons: [{ code: 'disk-nearly-full' }] })
  })

  test('is 503 when the database is gone', async () => {
    const gone = new pg.Pool({ host: '127.0.0.1', port: 1, max: 1 })
    const other = Fastify() as unknown as FastifyInstance
    other.setSerializerCompiler(serializerCompiler)
    const clock = { now: Date.now, isSet: false }
    registerOperations(other, { pool: gone, log: createLog({ level: 'silent' }), clock, dataDir: null })
    const answer = await other.inject('/api/v1/health')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ reasons: [{ code: 'database-gone', zh: expect.stringContaining('数据库') }] })
    await other.close()
    await gone.end()
  })
})

describe('the log', () => {
  test('has one line a request, with the route and not the address', async () => {
    lines = []
    await app.inject({ url: '/api/v1/places/张三?q=13800138000', headers: { cookie: 'session=secret' } })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/api/v1/places/:id',
      status: 200,
      requestId: expect.any(String),
      ms: expect.any(Number),
    })
    expect(JSON.stringify(lines)).not.toMatch(/138|secret|%E5/)
  })

  test('keeps what somebody typed out of an error, and says where it happened', async () => {
    lines = []
    await app.inject({ method: 'POST', url: '/api/v1/broken', payload: { name: '张三', phone: '13800138000' } })
    const text = JSON.stringify(lines)
    expect(text).not.toMatch(/张三|138/)
    expect(lines[0]).toMatchObject({ level: 'error', err: { code: '22P02', stack: expect.any(Array) } })
  })

  test('says nothing of a health check that went well', async () => {
    lines = []
    await app.inject('/api/v1/health')
    expect(lines).toEqual([])
  })
})

describe('metrics', () => {
  test('count requests by route template, connections and jobs', async () => {
    await app.inject('/api/v1/places/1')
    const answer = await app.inject('/metrics')
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('route="/api/v1/places/:id",status="200"')
    expect(answer.body).toContain('sifang_database_connections{state="open"}')
    expect(answer.body).toContain('sifang_jobs{state="waiting"} 0')
  })

  test('are for this machine, or for who has the token', async () => {
    const away = { remoteAddress: '192.168.1.20' }
    const asked = (headers: Record<string, string>, from = away) => app.inject({ url: '/metrics', headers, ...from })
    expect((await asked({})).statusCode).toBe(404)
    expect((await asked({ authorization: 'Bearer a wrong token' })).statusCode).toBe(404)
    expect((await asked({ authorization: 'Bearer a long token' })).statusCode).toBe(200)
    expect((await asked({ 'x-forwarded-for': '10.0.0.9' }, { remoteAddress: '127.0.0.1' })).statusCode).toBe(404)
  })
})
