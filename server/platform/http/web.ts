import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { fieldSecurityPolicy } from './security-headers.ts'

/**
 * Answers with the built web: below /field/ the field app, below / the console. Hashed files are kept for a year; every
 * other path is answered with the page of its face.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return
  await serveField(app, join(folder, 'field'))
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    maxAge: '365d',
    immutable: true,
  })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    // an address below the API that is not there is no page
    if (request.url.startsWith('/api/')) return reply.callNotFound()
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
  })
}

/** Beside the page: read once, and asked about anew each time, so that a new version is found. */
const fieldFiles = [
  'sw.js',
  'look-v1.js',
  'manifest.webmanifest',
  'icons/sifang.svg',
  'icons/sifang-180.png',
  'icons/sifang-192.png',
  'icons/sifang-512.png',
]

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

async function serveField(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/field/assets/',
    preCompressed: true,
    maxAge: '365d',
    immutable: true,
    decorateReply: false,
  })
  for (const name of fieldFiles) {
    const content = await readFile(join(folder, name))
    app.get(`/field/${name}`, { schema: { hide: true } }, (_, reply) =>
      reply
        .type(types[extname(name)] ?? 'application/octet-stream')
        .header('cache-control', 'no-cache')
        .send(content),
    )
  }
  app.get('/field', { schema: { hide: true } }, (_, reply) => reply.redirect('/field/'))
  app.get('/field/*', { schema: { hide: true } }, (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', fieldSecurityPolicy)
      .send(page),
  )
}
