import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import type { Random } from '../attacks/random.fixture.ts'

/** What may happen to a request on its way. */
export const faults = [
  'cut-before',
  'cut-after',
  'truncate-request',
  'truncate-answer',
  'delay',
  'repeat',
  'reorder',
  'bad-gateway',
] as const
export type Fault = (typeof faults)[number]

export type FaultyNetwork = {
  readonly address: string
  /** How often each fault happened, and how many requests there were. */
  readonly happened: Readonly<Record<Fault | 'none', number>>
  /** The share of requests to which something happens, 0 to 1. */
  setRate(rate: number): void
  close(): Promise<void>
}

const longestDelayMs = 120
/** A request that waits for the next one to overtake it goes on after this long at the latest. */
const overtakenWithinMs = 200

/**
 * A network between phones and the server that cuts, delays, repeats, reorders and truncates what goes through it, by a
 * seeded generator. What a fault leaves whole is passed on as it came.
 */
export async function openFaultyNetwork(server: string, random: Random): Promise<FaultyNetwork> {
  const upstream = new URL(server)
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const happened = Object.fromEntries([...faults, 'none'].map((fault) => [fault, 0])) as Record<Fault | 'none', number>
  let rate = 0
  let overtake: (() => void) | null = null

  const listener = createServer((incoming, answer) => {
    const fault = random.next() < rate ? random.pick(faults) : null
    happened[fault ?? 'none'] += 1
    const passing = pass(incoming, answer, fault)
    // whoever waits to be overtaken has been
    if (fault !== 'reorder') overtake?.()
    passing.catch(() => answer.destroy())
  })

  async function pass(incoming: IncomingMessage, answer: ServerResponse, fault: Fault | null): Promise<void> {
    const body = await bytesOf(incoming)
    const share = random.next()
    switch (fault) {
      case 'cut-before':
        answer.destroy()
        return
      case 'bad-gateway':
        answer.writeHead(502).end()
        return
      case 'truncate-request':
        await half(incoming, body.subarray(0, Math.floor(body.length * share)), body.length)
        answer.destroy()
        return
      case 'delay':
        await after(share * longestDelayMs)
        break
      case 'reorder':
        overtake?.()
        await Promise.race([new Promise<void>((resolve) => (overtake = resolve)), after(overtakenWithinMs)])
        overtake = null
        break
      case 'repeat':
        await send(incoming, body)
        break
      case 'cut-after':
        await send(incoming, body)
        answer.destroy()
        return
    }
    const { head, content } = await send(incoming, body)
    answer.writeHead(head.statusCode ?? 502, head.rawHeaders)
    if (fault === 'truncate-answer') {
      answer.write(content.subarray(0, Math.floor(content.length * share)), () => answer.destroy())
      return
    }
    answer.end(content)
  }

  const optionsFor = ({ method, url, headers }: IncomingMessage) => ({
    host: upstream.hostname,
    port: upstream.port,
    agent,
    method,
    path: url,
    headers: { ...headers, host: upstream.host },
  })

  function send(incoming: IncomingMessage, body: Buffer): Promise<{ head: IncomingMessage; content: Buffer }> {
    return new Promise((resolve, reject) => {
      const sending = request(optionsFor(incoming), (head) => {
        bytesOf(head).then((content) => resolve({ head, content }), reject)
      })
      sending.on('error', reject)
      sending.end(body)
    })
  }

  /** The head promises all of the body, and the line breaks in the middle of it. */
  function half(incoming: IncomingMessage, part: Buffer, length: number): Promise<void> {
    return new Promise((resolve) => {
      const options = optionsFor(incoming)
      const { 'transfer-encoding': _, ...headers } = options.headers
      const sending = request({ ...options, agent: false, headers: { ...headers, 'content-length': length + 1 } })
      sending.on('error', () => resolve())
      sending.on('response', (head) => head.resume())
      sending.write(part, () => {
        sending.destroy()
        resolve()
      })
    })
  }

  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    happened,
    setRate: (wanted) => {
      rate = wanted
    },
    close: async () => {
      listener.closeAllConnections()
      agent.destroy()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
