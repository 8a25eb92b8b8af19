import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveWeb } from './web.ts'

const built = {
  'index.html': 'the console',
  'assets/console-1.js': 'console()',
  'field/index.html': 'the field',
  'field/assets/field-1.js': 'field()',
  'field/assets/field-1.js.br': 'packed',
  'field/sw.js': 'worker()',
  'field/look-v1.js': 'look()',
  'field/manifest.webmanifest': '{}',
  'field/icons/sifang.svg': '<svg/>',
  'field/icons/sifang-180.png': '180',
  'field/icons/sifang-192.png': '192',
  'field/icons/sifang-512.png': '512',
}

let folder: string
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sifang-web-'))
  for (const [name, content] of Object.entries(built)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  app = Fastify()
  await serveWeb(app, folder)
})

afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers })

it.each(['/field/', '/field/enrol', '/field/p/0190a000-0000-7000-8000-000000000001', '/field/k/1/2.5'])(
  'answers %s with the page of the field, under its own policy',
  async (url) => {
    const { body, headers } = await get(url)
    expect(body).toBe('the field')
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'")
  },
)

it('answers all else with the console, which may compile nothing', async () => {
  const { body, headers } = await get('/places')
  expect(body).toBe('the console')
  expect(headers['content-security-policy'] ?? '').not.toContain('wasm')
  expect((await get('/field')).headers.location).toBe('/field/')
})

it('lets hashed files be kept for a year, packed where the browser takes it; the worker is asked about anew', async () => {
  const plain = await get('/field/assets/field-1.js')
  expect([plain.body, plain.headers['cache-control']]).toEqual(['field()', 'public, max-age=31536000, immutable'])
  const packed = await get('/field/assets/field-1.js', { 'accept-encoding': 'br' })
  expect([packed.body, packed.headers['content-encoding']]).toEqual(['packed', 'br'])
  expect((await get('/assets/console-1.js')).body).toBe('console()')
  const worker = await get('/field/sw.js')
  expect([worker.headers['cache-control'], worker.headers['content-type']]).toEqual([
    'no-cache',
    'text/javascript; charset=utf-8',
  ])
})
