import { SingleBar } from 'cli-progress'

export type Progress = { update(done: number, total: number): void; stop(): void }

const linesEvery = 10

/** A bar on a terminal; elsewhere a plain line at each tenth. On standard error, so that output can be piped. */
export function showProgress(label: string): Progress {
  if (process.stderr.isTTY) {
    const bar = new SingleBar({ format: `${label} {bar} {percentage}%`, hideCursor: true, stream: process.stderr })
    let started = false
    return {
      update(done, total) {
        if (!started) bar.start(total, 0)
        started = true
        bar.update(Math.min(done, total))
      },
      stop: () => bar.stop(),
    }
  }
  let shown = -1
  return {
    update(done, total) {
      const tenth = Math.floor((linesEvery * Math.min(done, total)) / Math.max(1, total))
      if (tenth > shown) process.stderr.write(`${label} ${tenth * linesEvery}%\n`)
      shown = Math.max(shown, tenth)
    },
    stop: () => undefined,
  }
}
