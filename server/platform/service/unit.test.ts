import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installService } from './install.ts'
import { unitText } from './unit.ts'

const parts = {
  node: '/opt/sifang/node_modules/node/bin/node',
  program: '/opt/sifang/cli/sifang.ts',
  dataDir: '/var/lib/sifang',
  user: 'sifang',
  environment: { HOST: '0.0.0.0', SIFANG_METRICS_TOKEN: 'a "b" 100% $x' },
}

test('a system unit starts sifang, restarts it on failure, and may write to its data only', () => {
  const text = unitText(parts)
  expect(text).toContain('ExecStart=/opt/sifang/node_modules/node/bin/node /opt/sifang/cli/sifang.ts start\n')
  for (const line of [
    'User=sifang',
    'Restart=on-failure',
    'KillMode=mixed',
    'ProtectSystem=strict',
    'ReadWritePaths=/var/lib/sifang',
    'ProtectHome=true',
    'NoNewPrivileges=true',
    'WantedBy=multi-user.target',
    'Environment=SIFANG_DATA=/var/lib/sifang',
    'Environment=HOST=0.0.0.0',
  ]) {
    expect(text.split('\n')).toContain(line)
  }
})

test('what systemd would read as something else is quoted', () => {
  expect(unitText(parts)).toContain(String.raw`Environment="SIFANG_METRICS_TOKEN=a \"b\" 100%% $$x"`)
  expect(unitText({ ...parts, dataDir: '/var/lib/四 访' })).toContain('ReadWritePaths="/var/lib/四 访"')
})

test('a user’s unit asks nothing that only the system can give', () => {
  const text = unitText({ ...parts, user: null })
  expect(text).not.toMatch(/^(User|ProtectSystem|CapabilityBoundingSet|PrivateDevices)=/m)
  expect(text).toContain('WantedBy=default.target')
})

test.runIf(process.platform === 'linux')(
  'the unit is written for its owner only, and what to run next is said',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sifang-unit-'))
    try {
      const installed = await installService({
        node: parts.node,
        program: parts.program,
        dataDir: parts.dataDir,
        environment: { HOST: '0.0.0.0', SECRET_OF_THE_SHELL: 'x', PORT: '' },
        system: false,
        folder: join(folder, 'units'),
      })
      expect(installed.path).toBe(join(folder, 'units', 'sifang.service'))
      expect(installed.next[0]).toBe('systemctl --user daemon-reload')
      const text = await readFile(installed.path, 'utf8')
      expect(text).toContain('HOST=0.0.0.0')
      expect(text).not.toMatch(/SECRET_OF_THE_SHELL|PORT=/)
      expect((await stat(installed.path)).mode & 0o777).toBe(0o600)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
)

test.runIf(hasSystemd())('systemd itself finds nothing wrong with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sifang-unit-'))
  const path = join(folder, 'sifang.service')
  await writeFile(path, unitText({ ...parts, node: process.execPath, program: import.meta.filename, user: 'root' }))
  try {
    expect(execFileSync('systemd-analyze', ['verify', path], { encoding: 'utf8', stdio: 'pipe' })).toBe('')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function hasSystemd(): boolean {
  try {
    execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
