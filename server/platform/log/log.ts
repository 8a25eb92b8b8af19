import { type DestinationStream, type Logger, pino } from 'pino'

export type LogOptions = {
  /** debug, info, warn, error; info unless told. */
  readonly level?: string
  /** Standard output unless told. */
  readonly to?: DestinationStream
}

/**
 * The program's log: one JSON object a line. Nothing personal gets in: requests are logged by route template, errors
 * without the values that they quote, and the fields in which a body, a cookie or a query could travel are blanked.
 */
export function createLog(options: LogOptions = {}): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: forbidden.flatMap((field) => [field, `*.${field}`]), censor: '—' },
      serializers: { err: safeError, error: safeError, req: () => undefined, res: () => undefined },
    },
    options.to ?? pino.destination({ fd: 1, sync: false }),
  )
}

const forbidden = ['body', 'headers', 'cookie', 'cookies', 'query', 'params', 'url', 'password', 'phone', 'payload']

/** An error for the log. */
export type LoggedError = {
  readonly type: string
  readonly code?: string
  readonly message?: string
  readonly table?: string
  readonly constraint?: string
  readonly stack: readonly string[]
  readonly cause?: LoggedError
}

/** Texts of these repeat what somebody typed: the database's and the JSON reader's. Their kind and place must do. */
function quotesInput(error: Error): boolean {
  return error instanceof SyntaxError || 'severity' in error || error.name === 'ZodError'
}

/** What happened and where, without the values it happened with. */
export function safeError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, stack: [] }
  const text = (field: string): Record<string, string> => {
    const value: unknown = Reflect.get(thrown, field)
    return typeof value === 'string' ? { [field]: value } : {}
  }
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: thrown.name,
    ...text('code'),
    ...text('table'),
    ...text('constraint'),
    ...(quotesInput(thrown) ? {} : { message: thrown.message }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(thrown.cause !== undefined && depth < 3 ? { cause: safeError(thrown.cause, depth + 1) } : {}),
  }
}
