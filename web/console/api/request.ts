import { serverAnswered } from './connection.ts'
import { ApiProblem, type ProblemBody } from './problem.ts'

/** Query parameters; `undefined`, empty text and `false` are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

type Options = { readonly query?: Query; readonly signal?: AbortSignal }

/** GET /api/v1/… → the body as `T`, or an ApiProblem. */
export function get<T>(path: string, options: Options = {}): Promise<T> {
  return call<T>('GET', path, undefined, options)
}

/** Creates under an id made here, so that sending again changes nothing (ARCHITECTURE "API"). */
export function put<T>(path: string, body: unknown): Promise<T> {
  return call<T>('PUT', path, body, {})
}

export function post<T>(path: string, body?: unknown): Promise<T> {
  return call<T>('POST', path, body ?? {}, {})
}

async function call<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const response = await reach(`/api/v1${path}${queryText(options.query)}`, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  if (!response.ok) throw new ApiProblem(await problemFrom(response))
  if (response.status === 204) return undefined as T
  // a page instead of data: something between us and the server answered
  if (!isJson(response)) throw new ApiProblem({ code: 'request/unexpected', status: 502 })
  return (await response.json()) as T
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, init)
    // a proxy's 502–504 is no answer of ours
    serverAnswered(response.status < 502 || response.status > 504)
    return response
  } catch (thrown) {
    if (init.signal?.aborted) throw thrown
    serverAnswered(false)
    throw new ApiProblem({ code: 'network/unreachable', status: 0 })
  }
}

async function problemFrom(response: Response): Promise<ProblemBody> {
  const status = response.status
  if (status >= 502 && status <= 504) return { code: 'network/unreachable', status }
  if (!isJson(response)) return { code: 'request/unexpected', status }
  return (await response.json()) as ProblemBody
}

/** application/json or application/problem+json. */
function isJson(response: Response): boolean {
  return response.headers.get('content-type')?.includes('json') ?? false
}

function queryText(query: Query | undefined): string {
  const pairs = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '' && value !== false) pairs.set(key, String(value))
  }
  const text = pairs.toString()
  return text ? `?${text}` : ''
}
