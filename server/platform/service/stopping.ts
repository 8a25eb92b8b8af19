import { type StartError, startError } from '../data-directory/start-error.ts'

/** That somebody wants a command or the server to end. */
export type Asked = {
  /** Aborted then, with the reason. */
  readonly signal: AbortSignal
  /** Signals end the process again. */
  forget(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const lookEveryMs = 250

/**
 * Hears Ctrl-C, a closed terminal, a service manager, and npm: told to stop, npm ends the shell between itself and this
 * process, and the shell tells nobody. A second Ctrl-C while stopping is no reason to leave a database behind.
 */
export function askedToStop(reason: unknown = stoppedByHand()): Asked {
  const stopping = new AbortController()
  const stop = () => stopping.abort(reason)
  for (const signal of signals) process.on(signal, stop)
  const startedBy = process.ppid
  const lookForShell = () => process.ppid === startedBy || stop()
  const looking = process.env.npm_lifecycle_event ? setInterval(lookForShell, lookEveryMs).unref() : undefined
  return {
    signal: stopping.signal,
    forget: () => {
      clearInterval(looking)
      for (const signal of signals) process.off(signal, stop)
    },
  }
}

/**
 * Waits for `work`, but when asked to stop no longer than `withinMs`; throws the reason then. Work that looks at the
 * signal comes to an end by itself before that.
 */
export async function orStop<T>(asked: AbortSignal, work: Promise<T>, withinMs = 0): Promise<T> {
  work.catch(() => undefined)
  const late = Promise.withResolvers<never>()
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    timer = setTimeout(() => late.reject(asked.reason), withinMs)
  }
  if (asked.aborted) stop()
  asked.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([late.promise, work])
  } finally {
    clearTimeout(timer)
    asked.removeEventListener('abort', stop)
  }
}

const stoppedByHand = (): StartError =>
  startError('stopped', {
    zh: '已按要求停止；没有做完的不会留下，原有数据未受影响。',
    en: 'Stopped as asked; nothing half done stays, and the data are not harmed.',
  })
