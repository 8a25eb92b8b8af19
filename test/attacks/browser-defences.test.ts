import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, startTestStation, type TestStation } from '../journeys/harness.ts'

let station: TestStation

beforeAll(async () => {
  station = await startTestStation()
})
afterAll(() => station.stop())

const get = (path: string) => fetch(`${station.address}${path}`)

describe('every answer carries what a browser needs to defend itself:', () => {
  const ofPages = [
    "default-src 'self'",
    "script-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  // data loads nothing, whatever a browser takes it for
  const ofData = ["default-src 'none'", "frame-ancestors 'none'"]
  test.each([
    ...['/', '/places', '/assets/none.js'].map((path) => [path, ofPages] as const),
    ...['/api/v1/health', '/api/v1/me', '/api/v1/none'].map((path) => [path, ofData] as const),
  ])('%s', async (path, parts) => {
    const { headers } = await get(path)
    const policy = headers.get('content-security-policy') ?? ''
    for (const part of parts) expect(policy.split(';')).toContain(part)
    expect(/script-src[^;]*/.exec(policy)?.[0] ?? '').not.toMatch(/unsafe|https:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBeTruthy()
    expect(headers.get('x-powered-by')).toBeNull()
    // plain HTTP on loopback: an order to come by HTTPS only would lock the desk out
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(policy).not.toContain('upgrade-insecure-requests')
  })
})

test('the page keeps to the policy: no script of its own, no other origin', async () => {
  const page = await (await get('/')).text()
  expect([...page.matchAll(/<script(?![^>]*\ssrc="\/assets\/)[^>]*>/g)]).toEqual([])
  expect(page).not.toMatch(/\son\w+=|(?:src|href)="(?:https?:)?\/\//)
})

test('a session’s cookie is out of scripts’ reach and goes to no other site', async () => {
  const answer = await fetch(`${station.address}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: 'chief', password: 'Kestrel-2026' }),
  })
  expect(answer.headers.get('set-cookie')).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

describe('no page of another site writes in a member’s name:', () => {
  const write = async (headers: Readonly<Record<string, string>>) => {
    const cookie = await cookieOf()
    return fetch(`${station.address}/api/v1/villages/${newId()}`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name: '东营村' }),
    })
  }
  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1' },
  ])('%o', async (headers) => {
    const answer = await write(headers as Readonly<Record<string, string>>)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'account/foreign-origin' })
  })

  test('and its own page does', async () => {
    expect((await write({ origin: station.address, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  test('no answer is for the scripts of another site', async () => {
    const answer = await fetch(`${station.address}/api/v1/me`, {
      headers: { cookie: await cookieOf(), origin: 'https://evil.example' },
    })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a session is only what the server made:', () => {
  test.each(['', 'x', 'x.y', 'x.', '.y', '%00', '%', 'a'.repeat(4000), `${'a'.repeat(32)}.${'A'.repeat(43)}=`])(
    'sifang_session=%s',
    async (value) => {
      const answer = await fetch(`${station.address}/api/v1/me`, { headers: { cookie: `sifang_session=${value}` } })
      expect(answer.status).toBe(401)
    },
  )

  test('not with another token under its signature', async () => {
    const [name = '', value = ''] = (await cookieOf()).split('=', 2)
    const [token = '', signature = ''] = decodeURIComponent(value).split('.')
    const forged = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}.${signature}`
    const headers = { cookie: `${name}=${encodeURIComponent(forged)}` }
    expect((await fetch(`${station.address}/api/v1/me`, { headers })).status).toBe(401)
  })

  test('and is over once signed out, wherever the cookie was kept', async () => {
    const headers = { cookie: await cookieOf() }
    expect((await fetch(`${station.address}/api/v1/sign-out`, { method: 'POST', headers })).status).toBe(200)
    expect((await fetch(`${station.address}/api/v1/me`, { headers })).status).toBe(401)
  })
})

describe('no path leads out of the folder of the web:', () => {
  test.each([
    '/assets/../../../secrets.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/....//....//package.json',
    '/assets/%252e%252e%252fpackage.json',
    '/assets//etc/passwd',
    '/assets/%2fetc%2fpasswd',
    '/assets/..%00/package.json',
    '/assets/index.js%00.png',
    '/assets/.',
    '/assets/',
    '/../package.json',
    '//etc/passwd',
  ])('%s', async (path) => {
    const { status, body } = await rawGet(path)
    expect(body).not.toMatch(/"outerKey"|root:|"workspaces"|"dependencies"/)
    // what is not below /assets is an address of the console
    if (status === 200) expect(body).toContain('<title>四访</title>')
  })
})

test('the metrics are for this machine, and not through a proxy on it', async () => {
  expect((await get('/metrics')).status).toBe(200)
  const forwarded = await fetch(`${station.address}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.7' } })
  expect(forwarded.status).toBe(404)
})

async function cookieOf(address = station.address): Promise<string> {
  const answer = await fetch(`${address}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: 'chief', password: 'Kestrel-2026' }),
  })
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? ''
}

/** As written: fetch would tidy the path up. */
function rawGet(path: string): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(station.address)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method: 'GET' }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

test('a live page and a reader that never reads do not keep the server from stopping', async () => {
  const other = await startTestStation()
  const headers = { cookie: await cookieOf(other.address) }
  const live = await fetch(`${other.address}/api/v1/live`, { headers })
  const unread = await fetch(`${other.address}/metrics`)
  expect([live.status, unread.status]).toEqual([200, 200])
  await other.stop()
})
