/** Fails when a source file is longer than 600 lines (800 for tests): split it by its nouns. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs', '*.sql', '*.css'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !file.includes('.generated.') && existsSync(join(root, file)))

const tooLong = files
  .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
  .filter(({ file, lines }) => lines > (file.includes('.test.') ? 800 : 600))

for (const { file, lines } of tooLong) process.stdout.write(`${file}: ${lines} lines\n`)
process.exit(tooLong.length === 0 ? 0 : 1)
