import { type Api, createClient } from '../api.ts'
import { ApiProblem, isUnanswered, problemFrom } from '../problem.ts'
import type { ClockLog } from './clock-log.ts'
import { retryAfter } from './outbox/outcome.ts'

export type Fetch = (request: Request) => Promise<Response>

/** What the server said to one request of the phone; status 0: nobody answered. */
export type Said = {
  readonly status: number
  readonly body: unknown
  readonly retryAfterS: number | undefined
}

/** All that the phone says to the server goes through here: it hears the time, and whether anybody was there. */
export type Contact = {
  /** Under a device's send credential; never throws. */
  say(credential: string | null, method: 'GET' | 'PUT' | 'POST', path: string, content?: Content): Promise<Said>
  /** What the member may read, under the read credential. */
  reader(credential: string): Api
  /** Ends what is under way; nothing is asked any more. */
  close(): void
}

export type Content =
  | { readonly kind: 'json'; readonly value: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'octets'; readonly bytes: Uint8Array<ArrayBuffer> }

export type ContactParts = {
  readonly baseUrl: string
  readonly fetch: Fetch
  readonly clock: ClockLog
  /** How long an answer is waited for, ms. */
  readonly patienceMs: number
  /** After each request: whether the server was there. */
  readonly told: (reached: boolean) => void
}

/** On the slowest line that is still one; longer uploads are waited for longer. */
const leastBytesPerMs = 2

export function openContact({ baseUrl, fetch, clock, patienceMs, told }: ContactParts): Contact {
  const closing = new AbortController()

  /** An answer with its body, which counts as none when it breaks off. */
  async function ask(
    request: Request,
    credential: string | null,
    bytes = 0,
  ): Promise<{ response: Response; text: string }> {
    if (credential) request.headers.set('authorization', `Device ${credential}`)
    const tooLong = AbortSignal.timeout(Math.ceil(patienceMs + bytes / leastBytesPerMs))
    const signal = AbortSignal.any([closing.signal, tooLong, request.signal])
    try {
      const response = await fetch(new Request(request, { signal }))
      const text = await response.text()
      const time = response.headers.get('sifang-time')
      if (time !== null) clock.contact(new Date(time))
      told(!isUnanswered(response.status))
      return { response, text }
    } catch (error) {
      if (!closing.signal.aborted) told(false)
      throw error
    }
  }

  return {
    async say(credential, method, path, content) {
      const request = new Request(`${baseUrl}/api/v1${path}`, { method, ...bodyOf(content) })
      const bytes = content?.kind === 'octets' ? content.bytes.length : 0
      try {
        const { response, text } = await ask(request, credential, bytes)
        const isJson = response.headers.get('content-type')?.includes('json') ?? false
        return {
          // a page instead of an answer is none: a network that wants a sign-in first
          status: response.ok && !isJson ? 0 : response.status,
          body: isJson ? JSON.parse(text) : undefined,
          retryAfterS: retryAfter(response.headers.get('retry-after'), clock.now()),
        }
      } catch {
        return { status: 0, body: undefined, retryAfterS: undefined }
      }
    },
    reader: (credential) =>
      createClient({
        baseUrl,
        fetch: async (request) => {
          const { response, text } = await ask(request, credential)
          return new Response(response.status === 204 ? null : text, response)
        },
      }),
    close: () => closing.abort(),
  }
}

function bodyOf(content: Content | undefined): RequestInit {
  if (!content) return {}
  if (content.kind === 'octets') {
    return { headers: { 'content-type': 'application/octet-stream' }, body: content.bytes }
  }
  return {
    headers: { 'content-type': 'application/json', ...content.headers },
    body: JSON.stringify(content.value),
  }
}

/** The code of a refusal, where there is one. */
export function codeOf({ body }: Said): string | undefined {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string'
    ? body.code
    : undefined
}

/** The body of an answer. Errors: ApiProblem with the server's words, or 'network/unreachable'. */
export function answered<T>({ status, body }: Said): T {
  if (status < 200 || status > 299) throw new ApiProblem(problemFrom(status, body))
  return body as T
}
