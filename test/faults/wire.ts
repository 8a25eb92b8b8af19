import type { Ledger } from './ledger.ts'

/** What is seen on the line of all phones, apart from what they believe. */
export type Wire = {
  /** Items that left a phone before the server had said that it has what they need. */
  readonly outOfOrder: readonly string[]
  /** What the server did not understand, or broke on. */
  readonly stumbled: readonly string[]
  /** The read credential of a member's phone, as it was used last. */
  credential(storageName: string): string | undefined
  /** One request of a phone, and what is answered to it. */
  carry(request: Request, storageName: string, ask: (request: Request) => Promise<Response>): Promise<Response>
}

export function watchWire(ledger: Ledger): Wire {
  const outOfOrder: string[] = []
  const stumbled: string[] = []
  const accepted = new Set<string>()
  const credentials = new Map<string, string>()

  return {
    outOfOrder,
    stumbled,
    credential: (storageName) => credentials.get(storageName),
    async carry(request, storageName, ask) {
      const path = new URL(request.url).pathname.slice('/api/v1'.length)
      if (path.startsWith('/field/')) credentials.set(storageName, request.headers.get('authorization') ?? '')
      const id = path === '/envelopes' ? ((await request.clone().json()) as { id: string }).id : null
      if (id && ledger.get(id)?.needs.some((need) => ledger.has(need) && !accepted.has(need))) outOfOrder.push(id)
      const answer = await ask(request)
      if (answer.status === 400 || answer.status === 500)
        stumbled.push(`${request.method} ${path}: ${await answer.clone().text()}`)
      if (id && answer.ok) accepted.add(id)
      if (path.startsWith('/outcomes/') && answer.ok) {
        const { known } = (await answer.clone().json()) as { known: boolean }
        if (known) accepted.add(path.slice('/outcomes/'.length))
      }
      return answer
    },
  }
}
