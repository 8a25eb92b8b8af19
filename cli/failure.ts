import { isStartError } from '@sifang/server/platform/data-directory/start-error'

/** Says on the terminal why a command could not be done: one clear sentence in each language. */
export function sayFailure(error: unknown): void {
  if (isStartError(error)) {
    process.stderr.write(`${error.zh}\n${error.en}\n`)
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`出错了：${message}\nThat did not work: ${message}\n`)
  if (process.env.SIFANG_DEBUG) console.error(error)
}
