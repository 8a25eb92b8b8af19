// A process of its own that erases what is due, to be killed in the middle of it.
import { randomUUIDv7 } from 'node:crypto'
import { openDatabase } from '../../platform/db/connection.ts'
import { eraseDue } from './service.ts'

const [url = '', dataDir = '', stationId = '', outer = ''] = process.argv.slice(2)
const { db } = openDatabase(url, 2)
const key = Buffer.from(outer, 'hex')
console.log('ready')
await eraseDue(
  {
    station: { id: stationId, name: '试验派出所', timeZone: 'Asia/Shanghai', demo: false },
    db,
    keys: { outer: key, audit: key, command: key, session: key },
    now: () => new Date('2025-02-05T03:10:00+08:00'),
    newId: () => randomUUIDv7(),
    requestId: randomUUIDv7(),
    address: 'job',
  },
  dataDir,
  new AbortController().signal,
)
console.log('done')
process.exit(0)
