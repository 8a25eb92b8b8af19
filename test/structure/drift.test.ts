import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a generator with --verify; answers what it complains of. */
function verify(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`scripts/${script}`, '--verify'], { cwd: root })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code === 0 ? '' : `${script}: ${said}`))
  })
}

test('the row types fit the migrated schema', async () => {
  expect(await verify('generate-types.ts')).toBe('')
})

test('the client’s types fit the routes', async () => {
  expect(await verify('generate-api.ts')).toBe('')
})

test('the pages of permissions and problems fit the code', async () => {
  expect(await verify('generate-docs.ts')).toBe('')
})
