import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { randomFrom } from '../attacks/random.fixture.ts'
import { type Fault, faults, openFaultyNetwork } from './proxy.ts'

test('the faulty network does each of its faults, and passes the rest on as it came', async () => {
  const arrived: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    try {
      for await (const chunk of request) body += chunk
    } catch {
      return
    }
    arrived.push(body)
    response.setHeader('x-length', body.length).end(`heard ${body}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const network = await openFaultyNetwork(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, randomFrom(7))

  const say = async (n: number) => {
    const words = `${n}:${'水'.repeat(400)}`
    try {
      const answer = await fetch(network.address, { method: 'POST', body: words })
      return answer.status === 200 && (await answer.text()) === `heard ${words}` ? 'answered' : 'otherwise'
    } catch {
      return 'no answer'
    }
  }
  expect(await Promise.all(Array.from({ length: 20 }, (_, n) => say(n)))).toEqual(Array(20).fill('answered'))
  expect(arrived).toHaveLength(20)

  network.setRate(0.7)
  const told = await Promise.all(Array.from({ length: 400 }, (_, n) => say(n)))
  expect(new Set(told)).toEqual(new Set(['answered', 'otherwise', 'no answer']))
  for (const fault of faults) expect(network.happened[fault satisfies Fault], fault).toBeGreaterThan(10)
  // repeated and unanswered ones arrived, those cut before did not, and none arrived in part
  const whole = arrived.filter((words) => words.endsWith('水'.repeat(400)))
  expect(whole).toHaveLength(arrived.length)
  const { repeat, none, delay, reorder } = network.happened
  const lost = network.happened['cut-before'] + network.happened['truncate-request'] + network.happened['bad-gateway']
  expect(arrived).toHaveLength(20 + 400 - lost + repeat)
  expect(none + delay + reorder).toBeGreaterThan(100)
  await network.close()
  server.close()
})
