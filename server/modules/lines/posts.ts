import { kmLabel } from '@sifang/domain/lines'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import type { Change } from '../../platform/records/changes.ts'
import { once } from '../../platform/records/commands.ts'
import { positionAt } from './course.ts'
import {
  deletePost,
  findPosts,
  findSegments,
  insertPost,
  lockLine,
  moveSegment,
  type StoredLine,
  updateLine,
} from './queries.ts'
import type { ChangePost } from './schema.ts'

/**
 * Adds, moves or removes one post of a line, on top of the version that was read; segments move with the posts.
 * Errors: line/not-found, record/changed, line/post-unknown, line/post-taken, line/post-beyond.
 */
export function changePost(ctx: Context, lineId: string, entryId: string, command: ChangePost) {
  return once(ctx, { id: entryId, target: lineId, body: command }, async (tx) => {
    const line = await lockLine(ctx, tx, lineId)
    if (line.version !== command.basedOn) fail('record/changed', { ...line })
    const before = await findPosts(ctx, tx, lineId)
    const has = (km: number) => before.some((post) => post.km === km)

    if (command.kind !== 'add') {
      if (!has(command.km)) fail('line/post-unknown', { km: command.km })
      await deletePost(ctx, tx, lineId, command.km)
    }
    if (command.kind !== 'remove') {
      const { km, latitude, longitude } = command.kind === 'add' ? command : command.to
      requireOnLine(line, km, pathOf(command))
      if (has(km) && (command.kind === 'add' || km !== command.km)) {
        fail('line/post-taken', { km }, [
          { path: pathOf(command), zh: `${kmLabel(km)} 已有桩`, en: `${kmLabel(km)} is there already` },
        ])
      }
      await insertPost(ctx, tx, lineId, { km, latitude, longitude })
    }
    const version = await updateLine(ctx, tx, line)
    const moved = await followPosts(ctx, tx, lineId)
    const details = { change: command.kind, km: command.km }
    await record(ctx, tx, { action: 'line.post-changed', entity: 'line', entityId: lineId, details })
    return { reply: { id: lineId, version }, changed: [{ op: 'put', entity: 'line', id: lineId }, ...moved] }
  })
}

const pathOf = (command: ChangePost): string => (command.kind === 'move' ? 'body.to.km' : 'body.km')

function requireOnLine({ lengthKm }: StoredLine, km: number, path: string): void {
  if (km <= lengthKm) return
  const zh = `管线从 0 到 ${lengthKm} 公里`
  fail('line/post-beyond', { lengthKm }, [{ path, zh, en: `the line goes from km 0 to km ${lengthKm}` }])
}

/** Puts the open segments of a line where its posts now say. Answers what the change feed is told. */
export async function followPosts(ctx: Context, tx: Tx, lineId: string): Promise<readonly Change[]> {
  const posts = await findPosts(ctx, tx, lineId)
  const changes: Change[] = []
  for (const { id, fromKm, toKm, villageId, latitude, longitude } of await findSegments(ctx, tx, lineId)) {
    const position = positionAt(posts, (fromKm + toKm) / 2)
    if (latitude === (position?.latitude ?? null) && longitude === (position?.longitude ?? null)) continue
    await moveSegment(ctx, tx, id, position)
    const villages = villageId ? [villageId] : []
    changes.push({ op: 'put', entity: 'place', id, villagesBefore: villages, villagesAfter: villages })
  }
  return changes
}
