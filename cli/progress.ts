import { SingleBar } from 'cli-progress'

export type ProgressLine = {
  /** `title` is said once when it changes; `done` of `total` in any unit. */
  report(title: string, done: number, total: number): void
  end(): void
}

type Output = NodeJS.WriteStream | (NodeJS.WritableStream & { isTTY?: boolean })

/** A bar on a terminal; elsewhere a plain line for each quarter, for logs. */
export function progressLine(output: Output = process.stderr): ProgressLine {
  return output.isTTY ? barOn(output) : linesOn(output)
}

/** Progress of one long piece of work under one title. */
export function showProgress(title: string): { update(done: number, total: number): void; stop(): void } {
  const line = progressLine()
  return { update: (done, total) => line.report(title, done, total), stop: line.end }
}

function barOn(output: NodeJS.WritableStream): ProgressLine {
  const bar = new SingleBar({
    format: '{title} [{bar}] {percentage}%',
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    stream: output,
  })
  let current: string | null = null
  const end = () => {
    if (current !== null) bar.stop()
    current = null
  }
  return {
    report: (title, done, total) => {
      if (title !== current) {
        end()
        bar.start(Math.max(total, 1), 0, { title })
        current = title
      }
      bar.setTotal(Math.max(total, 1))
      bar.update(done)
    },
    end,
  }
}

function linesOn(output: NodeJS.WritableStream): ProgressLine {
  let current: string | null = null
  let said = 0
  return {
    report: (title, done, total) => {
      const quarter = total > 0 ? Math.min(4, Math.floor((done / total) * 4)) : 0
      if (title === current && quarter <= said) return
      current = title
      said = quarter
      output.write(`${title} ${quarter * 25}%\n`)
    },
    end: () => undefined,
  }
}
