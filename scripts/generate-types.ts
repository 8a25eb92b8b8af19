/** Generates the row types from the migrated schema; with `--verify` only says whether they still fit. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testDatabase } from '../server/platform/db/template.ts'
import { setup } from '../server/platform/db/test-setup.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const verify = process.argv.includes('--verify')

const stop = await setup()
try {
  const { url } = await testDatabase()
  const done = spawnSync(
    join(root, 'node_modules', '.bin', 'kysely-codegen'),
    [
      '--dialect=postgres',
      '--camel-case',
      '--date-parser=string',
      '--numeric-parser=number',
      '--type-mapping={"int8":"number"}',
      '--exclude-pattern=(migration|graphile_worker.*)',
      `--out-file=${join(root, 'server/platform/db/types.generated.ts')}`,
      ...(verify ? ['--verify'] : []),
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, DATABASE_URL: url } },
  )
  process.exitCode = done.status ?? 1
} finally {
  await stop()
}
