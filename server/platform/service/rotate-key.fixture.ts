// A process of its own that exchanges the key and waits after a step, to be killed there.
import { openDatabase } from '../db/connection.ts'
import { rotateKey } from './rotate-key.ts'

const [url = '', dataDir = '', waitAfter] = process.argv.slice(2)
const { db } = openDatabase(url, 2)
const never = new Promise<never>(() => setInterval(() => undefined, 1000))
await rotateKey({ dataDir, db, now: () => new Date() }, (step) => {
  console.log(step)
  return step === waitAfter ? never : undefined
})
