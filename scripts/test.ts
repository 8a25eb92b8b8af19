/** `npm test`: types, lint and arrows, then every test project. Ends with one line `N passed, N failed`. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const results = join(root, 'test-output', 'results.json')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

function run(command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n> ${args.length > 0 ? `${command.split('/').at(-1)} ${args.join(' ')}` : command}\n`)
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
}

type Report = { numPassedTests: number; numFailedTests: number; success: boolean }

mkdirSync(dirname(results), { recursive: true })
rmSync(results, { force: true })

const rooms = ['domain', 'server', 'client', 'cli', 'test', 'bench', 'scripts', 'web']
const checks = [
  run(bin('tsc'), ['-b', ...rooms]),
  run(bin('biome'), ['check', '.']),
  run(process.execPath, ['scripts/file-sizes.ts']),
]
const vitestEnded = run(bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
])

const report: Report = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 1, success: false }
const passed = report.numPassedTests + checks.filter(Boolean).length
// a file that does not load fails without a failed test in it
const brokenFiles = !vitestEnded && report.numFailedTests === 0 ? 1 : 0
const failed = report.numFailedTests + checks.filter((ok) => !ok).length + brokenFiles

process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
