import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where a file lies and what it imports; each is planted in a copy of the rooms and linted by our own settings. */
const against: readonly (readonly [string, string])[] = [
  ['domain/tiers', '@sifang/server/main'],
  ['domain/tiers', 'node:fs'],
  ['domain/tiers', 'kysely'],
  ['client', '@sifang/server/main'],
  ['client', 'react'],
  ['web/console', '@sifang/server/main'],
  ['web/console', 'node:fs'],
  ['server/modules/visits', '@sifang/client'],
  ['server/modules/visits', '../places/queries.ts'],
  ['server/modules/visits', '../places/service.ts'],
]
const along: readonly (readonly [string, string])[] = [
  ['server/modules/visits', '../places/index.ts'],
  ['server/modules/visits', '@sifang/domain/visits'],
  ['client', '@sifang/domain/problems'],
  ['web/console', '@sifang/client'],
]

const fileOf = (folder: string, specifier: string): string =>
  `${folder}/planted-${specifier.replaceAll(/[^a-z]+/g, '-').replace(/^-/, '')}.ts`

let rooms: string
let refused: ReadonlySet<string>

beforeAll(() => {
  rooms = mkdtempSync(join(tmpdir(), 'sifang-arrows-'))
  const settings: object = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'))
  writeFileSync(join(rooms, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }))
  for (const [folder, specifier] of [...against, ...along]) {
    const path = join(rooms, fileOf(folder, specifier))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `import { planted } from '${specifier}'\n\nexport const grown = planted\n`)
  }
  const { stdout, stderr } = spawnSync(
    join(root, 'node_modules/.bin/biome'),
    ['lint', '--only=style/noRestrictedImports', '--colors=off', '--max-diagnostics=none', '.'],
    { cwd: rooms, encoding: 'utf8' },
  )
  // a diagnostic's head: `path:line:column rule`
  refused = new Set([...`${stdout}${stderr}`.matchAll(/^(\S+\.ts):\d+:\d+ lint\/\S+/gm)].map(([, path]) => path ?? ''))
})
afterAll(() => rmSync(rooms, { recursive: true, force: true }))

test.each(against)('nothing in %s imports %s', (folder, specifier) => {
  expect([...refused]).toContain(fileOf(folder, specifier))
})

test.each(along)('%s may import %s', (folder, specifier) => {
  expect([...refused]).not.toContain(fileOf(folder, specifier))
})
