import { fileURLToPath } from 'node:url'
import { examine, type Finding } from '@sifang/server/platform/service/index'
import type { Command } from 'commander'

const migrations = fileURLToPath(new URL('../../server/migrations', import.meta.url))
const marks = { fine: '✓', watch: '!', wrong: '✗' } as const

/** `sifang doctor`: says in words what is wrong; exit code 1 when something is. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('检查这台机器上的四访 · say what is wrong')
    .action(async () => {
      const findings: Finding[] = []
      await examine({ environment: process.env, migrations }, (finding) => {
        findings.push(finding)
        process.stdout.write(`${marks[finding.kind]} ${finding.zh}\n  ${finding.en}\n`)
      })
      const wrong = findings.filter(({ kind }) => kind === 'wrong').length
      process.stdout.write(wrong === 0 ? '\n没有问题 · nothing is wrong\n' : `\n${wrong} 处有问题 · ${wrong} wrong\n`)
      process.exitCode = wrong === 0 ? 0 : 1
    })
}
