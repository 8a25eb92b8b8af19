// Rewrites a JSON file without end; its parent kills it at any moment.
import { writeJson } from './json-file.ts'

const [path = ''] = process.argv.slice(2)
console.log('writing')
for (let round = 0; ; round++) await writeJson(path, { round, filler: String(round).repeat(20_000) })
