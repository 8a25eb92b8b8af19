import { randomUUIDv7 } from 'node:crypto'
import { problems } from '@sifang/domain/problems'
import { resetPassword, resetSecondFactor } from '@sifang/server/modules/accounts/index'
import { startError } from '@sifang/server/platform/data-directory/start-error'
import { Problem } from '@sifang/server/platform/http/problem'
import { type Station, withStation } from '@sifang/server/platform/service/index'
import type { Command } from 'commander'

/** `sifang reset-password <user>`: on the machine itself, for a forgotten password or a lost second factor. */
export function addResetPassword(program: Command): void {
  program
    .command('reset-password')
    .description('重设密码或动态验证码 · reset a password or the one-time code')
    .argument('<user>', '用户名 · user name')
    .option('--second-factor', '去掉动态验证码，密码不变 · take the one-time code away; the password stays')
    .action(async (user: string, options: { secondFactor?: boolean }) => {
      await withStation(process.env, (station) => reset(station, user, options.secondFactor ?? false)).catch(inWords)
    })
}

async function reset(station: Station, user: string, secondFactor: boolean): Promise<void> {
  const parts = { db: station.db, keys: station.keys, now: station.now, newId: () => randomUUIDv7() }
  if (secondFactor) {
    await resetSecondFactor(parts, user)
    process.stdout.write(`${user} 的动态验证码已去掉。\nThe one-time code of ${user} was taken away.\n`)
    return
  }
  const password = await resetPassword(parts, user)
  process.stdout.write(
    `${user} 的新密码（只显示这一次，登录后须换成自己的）· new password of ${user}, shown this once and replaced at the next sign-in:\n\n  ${password}\n\n`,
  )
}

function inWords(error: unknown): never {
  if (!(error instanceof Problem)) throw error
  const { zh, zhDo, en, enDo } = problems[error.code]
  throw startError('refused', { zh: `${zh}${zhDo}`, en: `${en} ${enDo}` }, error)
}
