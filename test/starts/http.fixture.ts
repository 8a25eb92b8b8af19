import { randomUUIDv7 } from 'node:crypto'
import { expect } from 'vitest'

type Body = Readonly<Record<string, unknown>>

/** Somebody at a browser. */
export type Visitor = {
  get(path: string): Promise<Body>
  put(path: string, body: unknown): Promise<Body>
  post(path: string, body: unknown): Promise<Response>
}

export type Credentials = { readonly userName: string; readonly password: string }

/** Signs in at a server. */
export async function signIn(address: string, { userName, password }: Credentials): Promise<Visitor> {
  const answer = await send(address, 'POST', '/sign-in', { userName, password })
  expect(answer.status, await answer.clone().text()).toBe(200)
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
  const read = async (response: Response): Promise<Body> => {
    const body: unknown = await response.json()
    expect(response.status, JSON.stringify(body)).toBe(200)
    return asBody(body)
  }
  return {
    get: async (path) => read(await send(address, 'GET', path, undefined, cookie)),
    post: (path, body) => send(address, 'POST', path, body, cookie),
    put: async (path, body) => read(await send(address, 'PUT', path, body, cookie)),
  }
}

export function send(address: string, method: string, path: string, body?: unknown, cookie = ''): Promise<Response> {
  return fetch(`${address}/api/v1${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const asBody = (value: unknown): Body =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** The rows of a list's first page. */
export const rowsOf = (page: Body): readonly Body[] => (Array.isArray(page.rows) ? page.rows.map(asBody) : [])

/** Records a visit at the first place of the list, by whoever is signed in, at the server's own time. */
export async function visitSomewhere(visitor: Visitor): Promise<string> {
  const me = asBody((await visitor.get('/me')).member)
  const [place] = rowsOf(await visitor.get('/places?limit=1'))
  const clock = asBody((await visitor.get('/health')).clock)
  const id = randomUUIDv7()
  await visitor.put(`/visits/${id}`, {
    placeId: place?.id,
    kind: 'canvass',
    at: clock.now,
    participants: [me.id],
    outcome: 'inspected',
  })
  return id
}
