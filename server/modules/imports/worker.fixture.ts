// A process of its own that does the background work of imports, to be killed in the middle of it.
import { randomUUIDv7 } from 'node:crypto'
import { pino } from 'pino'
import { openDatabase } from '../../platform/db/connection.ts'
import { startJobs } from '../../platform/jobs/index.ts'
import { judgeTask } from '../duties/index.ts'
import { importTasks } from './index.ts'

const [url = '', uploads = '', ...keys] = process.argv.slice(2)
const [outer, audit, command, session] = keys.map((key) => Buffer.from(key, 'hex'))
if (!outer || !audit || !command || !session) throw new Error('four keys')

const { db } = openDatabase(url, 6)
const newId = () => randomUUIDv7()
await startJobs({
  url,
  db,
  keys: { outer, audit, command, session },
  log: pino({ level: 'silent' }),
  tasks: [judgeTask, ...importTasks({ uploads, db, newId })],
  now: () => new Date('2025-02-05T10:00:00+08:00'),
  newId,
})
console.log('ready')
