import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

/**
 * The console alone, from this server alone. antd writes its styles into the page; the map draws in a worker, which
 * fetches the places from the page's own memory (blob:) and tiles from wherever the station's setting says.
 */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    scriptSrcAttr: ["'none'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:', 'http:', 'https:'],
    // speech of a matter is read with its purpose first, then heard from the page's own memory
    mediaSrc: ["'self'", 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'", 'blob:', 'http:', 'https:'],
    workerSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

/**
 * What holds for data: it is no page, so it may load nothing and lie in no frame; the rest of helmet's headers speaks of
 * pages. They are on every answer to a phone, where each byte is paid for.
 */
const ofData: ReadonlySet<string> = new Set([
  'x-content-type-options',
  'referrer-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
])
const dataPolicy = { 'content-security-policy': "default-src 'none';frame-ancestors 'none'" }

/** Puts helmet's headers on every answer. They are the same for all and made once: making them took 3 % of a request. */
export function addSecurityHeaders(app: FastifyInstance, https: boolean): void {
  const sample = new ServerResponse(new IncomingMessage(new Socket()))
  helmet({ contentSecurityPolicy, strictTransportSecurity: https })(sample.req, sample, () => undefined)
  const headers = sample.getHeaders()
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => ofData.has(name)))
  const dataHeaders = { ...kept, ...dataPolicy }
  app.addHook(
    'onRequest',
    async ({ url }, reply) => void reply.headers(url.startsWith('/api/') ? dataHeaders : headers),
  )
}

/**
 * The field app's page: no styles of its own making, nothing from elsewhere; photos, speech and the camera come from the
 * page's memory. A PIN becomes a key in WebAssembly (Argon2id), which is compiled from the page's own script.
 */
export const fieldSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "script-src-attr 'none'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join(';')
