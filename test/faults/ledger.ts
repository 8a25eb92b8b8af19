import type { Corrected, Outgoing } from '@sifang/client/phone'

/** One thing that a member entered, as the test remembers it beside the phone. */
export type Entered = {
  readonly outgoing: Outgoing
  readonly kind: 'finding' | 'visit' | 'correction' | 'entry' | 'photo'
  /** What it needs, as the member meant it. */
  readonly needs: readonly string[]
  /** The phone said that it keeps it. False: it was ended while it saved; then what lies on it decides. */
  isPromised: boolean
  /** How it was written, the latest last; more than one where it was corrected. */
  readonly writings: string[]
}

/** Everything that members of this round entered, by id. */
export type Ledger = Map<string, Entered>

/** The words that tell one writing from another. */
export const wordsOf = (body: Readonly<Record<string, unknown>>): string => String(body.note ?? body.words ?? '')

export function enter(ledger: Ledger, kind: Entered['kind'], outgoing: Outgoing): Entered {
  const entered = { outgoing, kind, needs: outgoing.needs ?? [], isPromised: false, writings: [wordsOf(outgoing.body)] }
  ledger.set(outgoing.id, entered)
  for (const { id } of outgoing.attachments ?? []) {
    ledger.set(id, { outgoing, kind: 'photo', needs: [outgoing.id], isPromised: false, writings: [] })
  }
  return entered
}

/** The phone keeps it, with all that came with it. */
export function promised(ledger: Ledger, { id, attachments = [] }: Outgoing): void {
  for (const one of [id, ...attachments.map((attached) => attached.id)]) {
    const entered = ledger.get(one)
    if (entered) entered.isPromised = true
  }
}

/** The phone refused it, or has nothing of it after it was ended: the member was told, or never heard that it was saved. */
export function taken(ledger: Ledger, { id, attachments = [] }: Outgoing): void {
  for (const one of [id, ...attachments.map((attached) => attached.id)]) ledger.delete(one)
}

/** Before a correction is tried: ended in between, either writing may stand. */
export function rewriting({ writings }: Entered, words: string): (corrected: Corrected | null) => void {
  writings.push(words)
  return (corrected) => {
    if (corrected !== null && corrected !== 'changed') writings.splice(writings.lastIndexOf(words), 1)
  }
}
