import { ApiProblem, isUnanswered, problemFrom } from './problem.ts'
import type { CallArguments, Method, PathOf, Reply } from './types.ts'

type Caller<M extends Method> = <P extends PathOf<M>>(path: P, ...call: CallArguments<P, M>) => Promise<Reply<P, M>>

/**
 * The API, typed by the page that the server makes of its routes: `api.get('/places/{id}', { path: { id }, signal })`.
 * A call answers the body of the reply or throws an ApiProblem.
 */
export type Api = {
  readonly get: Caller<'get'>
  /** Creates under an id made here, so that sending it again changes nothing (ARCHITECTURE "API"). */
  readonly put: Caller<'put'>
  readonly post: Caller<'post'>
  /** Where a call would go: for what the browser itself carries, downloads and uploads. */
  readonly address: <P extends PathOf<M>, M extends Method = 'get'>(path: P, ...call: CallArguments<P, M>) => string
}

export type ClientOptions = {
  /** Scheme, host and port; left out in a page that the server itself serves. */
  readonly baseUrl?: string
  /** Adds a session or counts requests; the platform's own unless told. */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Told after each call whether the server was there. */
  readonly reached?: (answered: boolean) => void
  /** Whether somebody is there: what is read while nobody is keeps no session alive. */
  readonly attended?: () => boolean
}

/** A call as it is sent; types.ts says what belongs to which path. */
type Sent = {
  readonly path?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly signal?: AbortSignal
  readonly background?: boolean
}

export function createClient(options: ClientOptions = {}): Api {
  const {
    baseUrl = '',
    fetch = (request) => globalThis.fetch(request),
    reached = () => undefined,
    attended = () => true,
  } = options

  const address = (path: string, { path: params = {}, query = {} }: Sent = {}): string =>
    `${baseUrl}/api/v1${named(path, params)}${asked(query)}`

  const caller =
    (method: Method) =>
    async (path: string, sent: Sent = {}): Promise<unknown> => {
      const request = new Request(address(path, sent), {
        method: method.toUpperCase(),
        credentials: 'same-origin',
        ...json(sent.body),
        ...(sent.signal ? { signal: sent.signal } : {}),
      })
      if (sent.background || (method === 'get' && !attended())) request.headers.set('sifang-background', '1')
      const { ok, status, body } = await answerTo(request).catch((thrown: unknown) => {
        // whoever gave the call up knows
        if (request.signal.aborted) throw thrown
        return { ok: false, status: 0, body: undefined }
      })
      reached(!isUnanswered(status))
      if (!ok) throw new ApiProblem(problemFrom(status, body))
      // a page instead of data: something between us and the server answered
      if (body === undefined) throw new ApiProblem({ code: 'request/unexpected', status: 502 })
      return body
    }

  async function answerTo(request: Request) {
    const response = await fetch(request)
    const body: unknown = isJson(response) ? await response.json() : undefined
    return { ok: response.ok, status: response.status, body }
  }

  // the one place where what arrives is taken for what the server's page promises
  return { get: caller('get'), put: caller('put'), post: caller('post'), address } as Api
}

const named = (path: string, params: NonNullable<Sent['path']>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

function asked(query: NonNullable<Sent['query']>): string {
  const pairs = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== '' && value !== false) pairs.set(key, String(value))
  }
  return pairs.size > 0 ? `?${pairs}` : ''
}

const json = (body: unknown): RequestInit =>
  body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }

/** application/json or application/problem+json. */
const isJson = (response: Response): boolean => response.headers.get('content-type')?.includes('json') ?? false
