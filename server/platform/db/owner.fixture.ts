// A process of its own that owns an embedded server, says where it is, and lives until it is ended.
import { isStartError } from '../data-directory/start-error.ts'
import { startPostgres } from './postgres.ts'

const [dataDir = ''] = process.argv.slice(2)
try {
  const { url, adopted } = await startPostgres({ dataDir })
  console.log(JSON.stringify({ url, adopted }))
  setInterval(() => undefined, 1000)
} catch (error) {
  console.log(JSON.stringify({ code: isStartError(error) ? error.code : String(error) }))
}
