import { randomUUIDv7 } from 'node:crypto'
import { type Permission, reach } from '@sifang/domain/permissions'
import { problems } from '@sifang/domain/problems'
import { findCommandActor } from '@sifang/server/modules/imports/index'
import type { Context } from '@sifang/server/platform/context'
import { isDiskFull, startError } from '@sifang/server/platform/data-directory/start-error'
import { Problem } from '@sifang/server/platform/http/problem'
import type { Station } from '@sifang/server/platform/service/index'

/**
 * A command on the machine acts for somebody, who is in the audit: the chief, or who is named. Errors: refused, when
 * there is no such member or the role may not.
 */
export async function actAs(station: Station, permission: Permission, userName: string | undefined): Promise<Context> {
  const found = await findCommandActor(station.db, userName ?? null)
  if (!found) {
    throw startError('refused', {
      zh: userName ? `没有用户名为 ${userName} 的队员。` : '还没有派出所或所长。',
      en: userName ? `No member has the user name ${userName}.` : 'There is no station or no chief yet.',
    })
  }
  const scope = reach(permission, found.actor.role)
  if (!scope) throw inWords(new Problem('account/not-allowed'))
  const { db, keys, now } = station
  return {
    ...found,
    scope,
    permission,
    db,
    keys,
    now,
    newId: () => randomUUIDv7(),
    requestId: randomUUIDv7(),
    address: 'machine',
  }
}

/** A problem as the sentence that the terminal shows; anything else as it is. */
export function inWords(error: unknown): unknown {
  const problem = isDiskFull(error) ? new Problem('request/disk-full') : error
  if (!(problem instanceof Problem)) return error
  const { zh, zhDo, en, enDo } = problems[problem.code]
  const fields = problem.fields.map((field) => ({ zh: field.zh, en: field.en }))
  const more = { zh: fields.map(({ zh }) => zh).join(''), en: fields.map(({ en }) => en).join(' ') }
  return startError('refused', { zh: `${zh}${more.zh || zhDo}`, en: `${en} ${more.en || enDo}` }, error)
}
