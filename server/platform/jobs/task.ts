import type { z } from 'zod'
import type { JobContext } from '../context.ts'

/** One attempt at a job. */
export type JobRun = {
  /** The intent's id: the same at every attempt, so what a job writes can be keyed by it. */
  readonly jobId: string
  /** From 1. */
  readonly attempt: number
  /** Aborted when the program ends: long work stops between two batches and is tried again at the next start. */
  readonly signal: AbortSignal
}

/** What work for the whole machine is told; it takes its other parts from where it was made. */
export type MachineJob = JobRun & { now(): Date }

export type StationTask = {
  readonly kind: 'station'
  readonly name: string
  /** Two jobs of this task never run at once for one station. */
  readonly oneAtATime: boolean
  run(job: JobContext, payload: unknown, attempt: JobRun): Promise<void>
}

export type MachineTask = {
  readonly kind: 'machine'
  readonly name: string
  run(job: MachineJob, payload: unknown): Promise<void>
}

export type Task = StationTask | MachineTask

/** What a handler looks like once its payload is known. A job may run again after a crash: it must not mind. */
export type TaskHandler<P> = (job: JobContext, payload: P, attempt: JobRun) => Promise<void>

/** Every task by its name. */
export type TaskRegistry = Readonly<Record<string, Task>>

/** Declares work for a station that commands ask for by `intend(ctx, tx, name, payload)`. */
export function defineTask<S extends z.ZodType>(
  name: string,
  payload: S,
  handler: TaskHandler<z.output<S>>,
  options: { readonly oneAtATime?: boolean } = {},
): StationTask {
  return {
    kind: 'station',
    name,
    oneAtATime: options.oneAtATime ?? true,
    run: async (job, raw, attempt) => handler(job, payload.parse(raw), attempt),
  }
}

/** Declares work for the whole machine, run by a schedule; two never run at once. */
export function defineMachineTask(
  name: string,
  handler: (job: MachineJob, payload: unknown) => Promise<void>,
): MachineTask {
  return { kind: 'machine', name, run: handler }
}

/** Tasks by name. Throws when two have the same. */
export function taskRegistry(tasks: readonly Task[]): TaskRegistry {
  const registry: Record<string, Task> = {}
  for (const task of tasks) {
    if (registry[task.name]) throw new Error(`two tasks are called ${task.name}`)
    registry[task.name] = task
  }
  return registry
}
