#!/usr/bin/env node
// The door to the command line under whatever Node the machine has: makes the checkout ready, then hands over to the
// Node that the lock file brings.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../scripts/prepare.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const commands = join(root, 'cli', 'sifang.ts')

if (!existsSync(join(root, 'node_modules', '.sifang', 'installed'))) prepare()

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(commands)
} else {
  const child = spawn(join(root, 'node_modules', '.bin', 'node'), [commands, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  // a signal to the group reaches the child as well; we only wait for it
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
