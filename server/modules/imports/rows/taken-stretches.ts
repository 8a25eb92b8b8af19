/** From one kilometre of a line to another. */
export type Stretch = { readonly fromKm: number; readonly toKm: number }

/** Whose a stretch is: a segment that the station has, by its name, or one that a row of the file declares. */
export type Holder =
  | { readonly kind: 'segment'; readonly name: string }
  | { readonly kind: 'row'; readonly row: number }

export type InTheWay = {
  readonly held: Stretch & { readonly by: Holder }
  /** The longest part of what was wanted that nobody has; null when there is none. */
  readonly free: Stretch | null
}

export type TakenStretches = {
  readonly take: (line: string, stretch: Stretch, by: Holder) => void
  /** What overlaps a wanted stretch, or null. The very same stretch is the same segment declared again. */
  readonly inTheWay: (line: string, wanted: Stretch) => InTheWay | null
}

/** The stretches of each line that segments cover: they may touch, never overlap (as when entered by hand). */
export function takenStretches(): TakenStretches {
  const byLine = new Map<string, InTheWay['held'][]>()
  return {
    take(line, { fromKm, toKm }, by) {
      const all = byLine.get(line) ?? []
      byLine.set(line, all)
      if (!all.some((held) => held.fromKm === fromKm && held.toKm === toKm)) all.push({ fromKm, toKm, by })
    },
    inTheWay(line, wanted) {
      const all = byLine.get(line) ?? []
      if (all.some(({ fromKm, toKm }) => fromKm === wanted.fromKm && toKm === wanted.toKm)) return null
      const [held] = all.filter(({ fromKm, toKm }) => fromKm < wanted.toKm && toKm > wanted.fromKm)
      return held === undefined ? null : { held, free: longestFree(wanted, all) }
    },
  }
}

function longestFree(wanted: Stretch, taken: readonly Stretch[]): Stretch | null {
  let free: readonly Stretch[] = [wanted]
  for (const { fromKm, toKm } of taken) {
    free = free.flatMap((part) =>
      [
        { fromKm: part.fromKm, toKm: Math.min(part.toKm, fromKm) },
        { fromKm: Math.max(part.fromKm, toKm), toKm: part.toKm },
      ].filter((rest) => rest.fromKm < rest.toKm),
    )
  }
  return free.toSorted((a, b) => b.toKm - b.fromKm - (a.toKm - a.fromKm))[0] ?? null
}
