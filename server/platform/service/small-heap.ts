import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the space for what is short-lived as large as loading the program made it, some 2 × 16 to 2 × 32 MB. Node 24 lets
 * it double with the work up to 2 × 64 MB, which a desk's computer needs for other things. The option for it,
 * --max-semi-space-size, is of the command line, which a program that is started by npx does not choose; V8 reads this
 * one anew each time. Called once, when everything is loaded.
 */
export function keepYoungSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Garbage among what lives long, in percent of it, before it is collected; 0 leaves it to V8, which waits for twice as much. */
const garbagePercent = 50
let running = 0

/** Collects earlier while some long work is going on that would leave much garbage among much that stays. */
export async function withLittleGarbage<T>(work: () => Promise<T>): Promise<T> {
  if (running++ === 0) setFlagsFromString(`--heap-growing-percent=${garbagePercent}`)
  try {
    return await work()
  } finally {
    if (--running === 0) setFlagsFromString('--heap-growing-percent=0')
  }
}
