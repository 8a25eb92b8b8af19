import type { Machine } from './main.ts'
import { deviceSchedules, deviceTask } from './modules/devices/index.ts'
import { dailyTask, judgeTask, reconsiderTask } from './modules/duties/index.ts'
import { erasureSchedules, erasureTask } from './modules/erasures/index.ts'
import { compactTask, feedSchedules } from './modules/feed/index.ts'
import { followUpSchedules, followUpTasks } from './modules/follow-ups/index.ts'
import { importSchedules, importTasks } from './modules/imports/index.ts'
import { ownersTask } from './modules/places/index.ts'
import { backupSchedules, backupTasks } from './platform/backup/index.ts'
import { pruneIntents, type Schedule, type Task } from './platform/jobs/index.ts'
import { sealTask } from './platform/records/sealer.ts'

/** Work after the commit and at its hours, of every module. */
export function tasksOf(machine: Machine): readonly Task[] {
  return [
    judgeTask,
    reconsiderTask,
    dailyTask(machine),
    ownersTask(machine),
    ...followUpTasks,
    ...importTasks(machine),
    erasureTask(machine),
    deviceTask(machine),
    ...backupTasks(machine.backup),
    sealTask(machine),
    compactTask,
    pruneIntents(machine.pool),
  ]
}

export const schedules: readonly Schedule[] = [
  { kind: 'daily', task: 'places.owners', at: '00:00', missed: 'last' },
  { kind: 'daily', task: 'duties.day', at: '00:00', missed: 'last' },
  ...followUpSchedules,
  ...importSchedules,
  ...erasureSchedules,
  ...deviceSchedules,
  ...backupSchedules,
  ...feedSchedules,
  { kind: 'every', task: 'audit.seal', seconds: 60 },
  { kind: 'daily', task: 'jobs.prune', at: '03:40', missed: 'last' },
]
