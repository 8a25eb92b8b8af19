import { type ProblemCode, problems } from '@sifang/domain/problems'
import openApi, { type Client, type Middleware } from 'openapi-fetch'
import type { paths } from './api.generated.ts'
import { ApiProblem, type ProblemBody } from './problem.ts'

/** The API, typed by the page that the server makes of its routes. Paths are as there: `api.GET('/places/{id}', …)`. */
export type Api = Client<paths>

/** What an answered call of `path` holds: `Answer<'/visits/{id}', 'put'>`. */
export type Answer<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

export type ClientOptions = {
  /** Scheme, host and port; empty in a page that the server itself serves. */
  readonly baseUrl: string
  /** Adds a session or counts requests; the platform's own unless told. */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Told after each call whether the server was there. */
  readonly reached?: (answered: boolean) => void
}

/** A client whose calls answer with data or throw an ApiProblem; take the data with {@link dataOf}. */
export function createClient({ baseUrl, fetch, reached = () => undefined }: ClientOptions): Api {
  const api = openApi<paths>({
    baseUrl: `${baseUrl}/api/v1`,
    credentials: 'same-origin',
    ...(fetch ? { fetch } : {}),
  })
  api.use(refusals(reached))
  return api
}

/** The data of a call: `await dataOf(api.GET('/today'))`. */
export async function dataOf<T>(call: Promise<{ readonly data?: T }>): Promise<T> {
  const { data } = await call
  if (data === undefined) throw new ApiProblem({ code: 'request/unexpected', status: 502 })
  return data
}

function refusals(reached: (answered: boolean) => void): Middleware {
  return {
    async onResponse({ response }) {
      reached(!isGateway(response.status))
      if (!response.ok) throw new ApiProblem(await problemFrom(response))
      // a page instead of data: something between us and the server answered
      if (!isJson(response) && response.status !== 204)
        throw new ApiProblem({ code: 'request/unexpected', status: 502 })
    },
    onError({ request, error }) {
      // whoever gave the call up knows
      if (request.signal.aborted && error instanceof Error) return error
      reached(false)
      return new ApiProblem({ code: 'network/unreachable', status: 0 })
    },
  }
}

/** A proxy that finds no server behind it. */
const isGateway = (status: number): boolean => status >= 502 && status <= 504

/** application/json or application/problem+json. */
const isJson = (response: Response): boolean => response.headers.get('content-type')?.includes('json') ?? false

async function problemFrom(response: Response): Promise<ProblemBody> {
  const { status } = response
  if (isGateway(status) && !isJson(response)) return { code: 'network/unreachable', status }
  const body: unknown = isJson(response) ? await response.json().catch(() => null) : null
  return isProblem(body) ? body : { code: 'request/unexpected', status }
}

function isProblem(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'code' in body && isCode(body.code) && 'status' in body
}

/** A newer server may know more codes than we do: such a one is `request/unexpected` here. */
const isCode = (code: unknown): code is ProblemCode => typeof code === 'string' && code in problems
