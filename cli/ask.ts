import { createInterface } from 'node:readline/promises'
import { startError } from '@sifang/server/platform/data-directory/start-error'

/** Asks on the terminal; null where nobody sits at one, or answers with Ctrl-C. */
export async function ask(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const left = new AbortController()
  lines.once('close', () => left.abort())
  try {
    return await lines.question(question, { signal: left.signal })
  } catch (error) {
    if (left.signal.aborted) return null
    throw error
  } finally {
    lines.close()
  }
}

/** Goes on only after a yes. Errors: not-confirmed. */
export async function confirm(question: string): Promise<void> {
  const answer = await ask(`${question} (yes/no) `)
  if (answer !== null && /^(y|yes|是)$/i.test(answer.trim())) return
  throw startError('not-confirmed', {
    zh: '没有确认，未做任何事。在终端里回答 yes，或加 --yes。',
    en: 'Not confirmed; nothing was done. Answer yes on a terminal, or add --yes.',
  })
}
