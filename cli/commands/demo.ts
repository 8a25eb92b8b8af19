import { openMachine } from '@sifang/server/main'
import { finishDemo, removeUnfinishedDemo } from '@sifang/server/modules/demo/index'
import { hasStation } from '@sifang/server/modules/stations/index'
import { dataDirectoryPath, startError } from '@sifang/server/platform/data-directory/index'
import { createLog } from '@sifang/server/platform/log/index'
import { askedToStop, orStop } from '@sifang/server/platform/service/index'
import { type Command, InvalidArgumentError } from 'commander'
import { makeDemo } from '../demo-station.ts'

/** `sifang demo [--places 100000]`: a demonstration station in an empty data directory. */
export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('在空的数据目录中生成演示派出所 · make a demonstration station in an empty data directory')
    .option('--places <count>', '场所数 · how many places', wholeNumber, 600)
    .option('--days <count>', '历史天数 · days of history', wholeNumber, 730)
    .option('--seed <number>', '随机种子 · seed', wholeNumber, 370502)
    .action(async (options: { places: number; days: number; seed: number }) => {
      const asked = askedToStop()
      const machine = await openMachine({
        dataDir: dataDirectoryPath(process.env),
        log: createLog({ level: 'warn' }),
        ...(process.env.DATABASE_URL ? { databaseUrl: process.env.DATABASE_URL } : {}),
        ...(process.env.SIFANG_CLOCK ? { clockSetting: process.env.SIFANG_CLOCK } : {}),
      })
      try {
        await removeUnfinishedDemo(machine.db)
        if (await hasStation(machine.db)) {
          throw startError('refused', {
            zh: '数据目录中已有派出所，请用 SIFANG_DATA 换一个目录。',
            en: 'There is a station in this data directory already: name another with SIFANG_DATA.',
          })
        }
        for (const { role, userName, password } of await orStop(asked.signal, makeDemo(machine, options))) {
          process.stdout.write(`${role.padEnd(14)} ${userName.padEnd(12)} ${password}\n`)
        }
        await finishDemo(machine.db)
      } finally {
        await machine.stop()
        asked.forget()
      }
    })
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0) return number
  throw new InvalidArgumentError('应为整数 · a whole number is needed')
}
