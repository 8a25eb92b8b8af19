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

/** Puts helmet's headers on every answer. They are the same for all and made once: making them took 3 % of a request. */
export function addSecurityHeaders(app: FastifyInstance, https: boolean): void {
  const sample = new ServerResponse(new IncomingMessage(new Socket()))
  helmet({ contentSecurityPolicy, strictTransportSecurity: https })(sample.req, sample, () => undefined)
  const headers = sample.getHeaders()
  app.addHook('onRequest', async (_, reply) => void reply.headers(headers))
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
