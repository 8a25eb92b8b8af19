import { z } from 'zod'
import { defineTask, type Schedule, type Task } from '../../platform/jobs/index.ts'
import { eraseDue } from './service.ts'

/** The daily erasing; `dataDir` holds the attachments. */
export function erasureTask({ dataDir }: { readonly dataDir: string }): Task {
  return defineTask('erasures.day', z.object({ day: z.iso.date() }), (job, _, { signal }) =>
    eraseDue(job, dataDir, signal),
  )
}

/** After the nightly backup: what is erased today is in no later one. */
export const erasureSchedules: readonly Schedule[] = [
  { kind: 'daily', task: 'erasures.day', at: '03:10', missed: 'last' },
]
