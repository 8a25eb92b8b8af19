import { dutiesOfScenario, streakOfScenario } from '@sifang/domain/rules'
import { startError } from '@sifang/server/platform/data-directory/start-error'
import type { Command } from 'commander'
import { readText } from '../read-text.ts'

/** `sifang rules duties|streak <scenario.json>`: what the rules say, without a database (ARCHITECTURE "Rules from outside"). */
export function addRules(program: Command): void {
  const rules = program.command('rules').description('规则对给定情形的结论 · what the rules say of a scenario')

  rules
    .command('duties')
    .argument('<scenario.json>')
    .requiredOption('--as-of <instant>', '截至的时刻 · instant with offset, e.g. 2025-02-17T09:00+08:00')
    .action(async (file: string, options: { asOf: string }) => {
      const scenario = await readScenario(file)
      process.stdout.write(`${JSON.stringify(dutiesOfScenario(scenario, options.asOf), null, 2)}\n`)
    })

  rules
    .command('streak')
    .argument('<scenario.json>')
    .requiredOption('--as-of <date>', '截至的日期 · date, e.g. 2025-02-17')
    .requiredOption('--known-at <instant>', '当时所知的时刻 · instant with offset: only what was known then')
    .action(async (file: string, options: { asOf: string; knownAt: string }) => {
      const scenario = await readScenario(file)
      process.stdout.write(`${JSON.stringify(streakOfScenario(scenario, options.asOf, options.knownAt), null, 2)}\n`)
    })
}

async function readScenario(path: string): Promise<unknown> {
  const text = await readText(path)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw startError('refused', { zh: `文件 ${path} 不是 JSON。`, en: `The file ${path} is no JSON.` }, error)
  }
}
