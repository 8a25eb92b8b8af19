// A process of its own that runs jobs: each writes its id into `tally`; a slow one says so and waits first.
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { z } from 'zod'
import { openDatabase } from '../db/connection.ts'
import { startJobs } from './runner.ts'
import { defineTask } from './task.ts'

const [url = '', name = ''] = process.argv.slice(2)
const { db } = openDatabase(url, 4)
const tally = new pg.Pool({ connectionString: url, max: 4 })
const key = randomBytes(32)

const count = defineTask('test.count', z.object({ slowMs: z.number() }), async (_job, { slowMs }, { jobId }) => {
  console.log(`begun ${jobId}`)
  await pause(slowMs)
  await tally.query('insert into tally (job_id, by) values ($1, $2)', [jobId, name])
})

await startJobs({
  url,
  db,
  keys: { outer: key, audit: key, command: key, session: key },
  log: pino({ level: 'silent' }),
  tasks: [count],
  schedules: [{ kind: 'every', task: 'test.count', seconds: 3600 }],
  concurrency: 4,
  now: () => new Date(),
  newId: () => randomUUIDv7(),
})
console.log('ready')
