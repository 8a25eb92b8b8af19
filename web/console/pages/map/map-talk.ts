import { ApiProblem, type ProblemBody } from '@sifang/client'
import type { Tier } from '../../api/today.ts'

export type MapFilter = {
  readonly tier?: Tier | 'none' | undefined
  readonly kinds?: readonly string[] | undefined
  /** Only these: what the columns do not tell is asked of the list. */
  readonly ids?: readonly string[] | undefined
}

export type MapAsk =
  | { readonly id: number; readonly kind: 'load' }
  | { readonly id: number; readonly kind: 'show'; readonly filter: MapFilter; readonly gcj02: boolean }
  | { readonly id: number; readonly kind: 'id-of'; readonly index: number }

export type Shown = {
  readonly kind: 'shown'
  /** Of a GeoJSON that the map's own worker reads. */
  readonly address: string
  readonly count: number
  readonly counts: Readonly<Record<Tier | 'none', number>>
  readonly bounds: readonly [number, number, number, number] | null
}

export type MapAnswer =
  | { readonly kind: 'loaded'; readonly count: number }
  | Shown
  | { readonly kind: 'id'; readonly id: string | null }
  | { readonly kind: 'failed'; readonly problem: ProblemBody }

type Question = MapAsk extends infer Ask ? (Ask extends MapAsk ? Omit<Ask, 'id'> : never) : never

let worker: Worker | null = null
let asked = 0
const waiting = new Map<number, (answer: MapAnswer) => void>()

/** Asks the worker that holds the station's positions; a refusal is thrown as an ApiProblem. */
async function ask(question: Question): Promise<MapAnswer> {
  worker ??= start()
  const id = ++asked
  const answer = await new Promise<MapAnswer>((resolve) => {
    waiting.set(id, resolve)
    worker?.postMessage({ ...question, id })
  })
  if (answer.kind === 'failed') throw new ApiProblem(answer.problem)
  return answer
}

function start(): Worker {
  const made = new Worker(new URL('./map-worker.ts', import.meta.url), { type: 'module' })
  made.onmessage = ({ data }: MessageEvent<{ id: number; reply: MapAnswer }>) => {
    waiting.get(data.id)?.(data.reply)
    waiting.delete(data.id)
  }
  return made
}

export async function loadPlaces(): Promise<number> {
  const answer = await ask({ kind: 'load' })
  return answer.kind === 'loaded' ? answer.count : 0
}

export async function showPlaces(filter: MapFilter, gcj02: boolean): Promise<Shown | null> {
  const answer = await ask({ kind: 'show', filter, gcj02 })
  return answer.kind === 'shown' ? answer : null
}

export async function idOf(index: number): Promise<string | null> {
  const answer = await ask({ kind: 'id-of', index })
  return answer.kind === 'id' ? answer.id : null
}
