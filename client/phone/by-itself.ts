import type { Pauses } from './outbox/pauses.ts'

type Work = {
  readonly pauses: Pauses
  sendDue(): Promise<void>
  send(): Promise<void>
  sync(): Promise<unknown>
  /** How many items the server has. */
  sent(): number
}

/** Sends and syncs without being asked: now, when a pause ends, when the network or the member comes back. */
export function workByItself({ pauses, sendDue, send, sync, sent }: Work) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  async function soon(): Promise<void> {
    clearTimeout(timer)
    const before = sent()
    // one may end after it was looked at, and the sync may take longer than it
    const nextEndMs = pauses.watch()
    await sendDue()
    // what came of it is wanted on the pages
    if (sent() > before) await sync().catch(() => undefined)
    const nextMs = nextEndMs()
    clearTimeout(timer)
    if (nextMs !== null && !isStopped) timer = setTimeout(() => void soon(), nextMs)
  }

  const again = async () => {
    await send()
    await soon()
    await sync().catch(() => undefined)
  }
  const networkCame = () => void again()
  const memberCame = () => {
    if (document.visibilityState === 'visible') void again()
  }
  globalThis.addEventListener?.('online', networkCame)
  globalThis.document?.addEventListener('visibilitychange', memberCame)
  return {
    soon,
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', networkCame)
      globalThis.document?.removeEventListener('visibilitychange', memberCame)
    },
  }
}
