import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)

/**
 * As it goes to a phone. Gzip, since plain HTTP has nothing better in browsers; level 6 (docs/figures.md `first-sync`).
 */
export const zipped = (part: object): Promise<Buffer> => compress(JSON.stringify(part), { level: 6 })
