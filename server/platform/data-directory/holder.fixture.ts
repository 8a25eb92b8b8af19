// A process of its own that takes a data directory, says how that went, and holds it until it is ended.
import { openDataDirectory } from './data-directory.ts'
import { isStartError } from './start-error.ts'

const [path = '', address] = process.argv.slice(2)
try {
  const directory = await openDataDirectory(path, { leastFree: 0 })
  if (address !== undefined) await directory.announce(address)
  console.log('held')
  setInterval(() => undefined, 1000)
} catch (error) {
  console.log(isStartError(error) ? `${error.code}: ${error.en}` : String(error))
}
