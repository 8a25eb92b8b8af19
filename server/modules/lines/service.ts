import type { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { fail } from '../../platform/http/problem.ts'
import { record } from '../../platform/records/audit.ts'
import { once } from '../../platform/records/commands.ts'
import { stretch } from './course.ts'
import { followPosts } from './posts.ts'
import { findLines, findPosts, findSegments, insertLine, lockLine, replacePosts, updateLine } from './queries.ts'
import type { ChangeLine, CreateLine, lineFeatures, lineList } from './schema.ts'

/** A line with its kilometre posts. Errors: line/posts, command/conflict. */
export function createLine(ctx: Context, id: string, command: CreateLine) {
  requirePosts(command.posts, command.lengthKm)
  return once(ctx, { id, body: command }, async (tx) => {
    await insertLine(ctx, tx, id, command)
    await replacePosts(ctx, tx, id, command.posts)
    await record(ctx, tx, {
      action: 'line.created',
      entity: 'line',
      entityId: id,
      details: { posts: command.posts.length },
    })
    return { reply: { id, version: 1 }, changed: [{ op: 'put', entity: 'line', id }] }
  })
}

function requirePosts(posts: CreateLine['posts'], lengthKm: number): void {
  const wrong = posts.findIndex(({ km }, index) => km > lengthKm || (index > 0 && km <= (posts[index - 1]?.km ?? 0)))
  if (wrong >= 0)
    fail('line/posts', {}, [{ path: `body.posts.${wrong}.km`, zh: '里程不对', en: 'not in order, or beyond the line' }])
}

/**
 * Another name, content, length or posts; segments move with the posts.
 * Errors: line/not-found, record/changed, line/posts, line/segments-beyond.
 */
export function changeLine(ctx: Context, lineId: string, entryId: string, command: ChangeLine) {
  return once(ctx, { id: entryId, target: lineId, body: command }, async (tx) => {
    const line = await lockLine(ctx, tx, lineId)
    if (line.version !== command.basedOn) fail('record/changed', { ...line })
    const { name = line.name, content = line.content, lengthKm = line.lengthKm, posts } = command
    requirePosts(posts ?? [], lengthKm)
    const segments = await findSegments(ctx, tx, lineId)
    if (segments.some(({ toKm }) => toKm > lengthKm)) fail('line/segments-beyond')
    if (!posts && (await findPosts(ctx, tx, lineId)).some(({ km }) => km > lengthKm)) fail('line/posts')

    const version = await updateLine(ctx, tx, { id: lineId, name, content, lengthKm })
    if (posts) await replacePosts(ctx, tx, lineId, posts)
    const moved = posts ? await followPosts(ctx, tx, lineId) : []
    await record(ctx, tx, { action: 'line.changed', entity: 'line', entityId: lineId })
    return { reply: { id: lineId, version }, changed: [{ op: 'put', entity: 'line', id: lineId }, ...moved] }
  })
}

export async function listLines(ctx: Context): Promise<z.input<typeof lineList>> {
  const rows = await findLines(ctx)
  const metres = rows.reduce((sum, { lengthKm }) => sum + Math.round(lengthKm * 1000), 0)
  return { rows, lengthKm: metres / 1000 }
}

/** Errors: line/not-found. */
export async function getLine(ctx: Context, lineId: string) {
  const [line] = await findLines(ctx, lineId)
  return line ?? fail('line/not-found')
}

type Features = z.input<typeof lineFeatures>
type Feature = Features['features'][number]

/** Lines, their segments with tiers, and their posts, for the map. */
export async function lineMap(ctx: Context): Promise<Features> {
  const lines = await findLines(ctx)
  const features = lines.flatMap((line): Feature[] => {
    const { id, name, content, posts, segments } = line
    const path = posts.map(({ latitude, longitude }) => pair({ latitude, longitude }))
    const course: Feature[] =
      path.length > 1 ? [feature({ type: 'LineString', coordinates: path }, { kind: 'line', id, name, content })] : []
    const cuts = segments.flatMap((segment): Feature[] => {
      const along = stretch(posts, segment.fromKm, segment.toKm).map(pair)
      if (along.length < 2) return []
      const { tier } = segment
      return [
        feature(
          { type: 'LineString', coordinates: along },
          { kind: 'segment', id: segment.id, name: segment.name, tier },
        ),
      ]
    })
    const marks = posts.map((post) =>
      feature({ type: 'Point', coordinates: pair(post) }, { kind: 'post', id, name: post.label, km: post.km }),
    )
    return [...course, ...cuts, ...marks]
  })
  return { type: 'FeatureCollection', features }
}

const pair = ({ latitude, longitude }: { latitude: number; longitude: number }): [number, number] => [
  longitude,
  latitude,
]

const feature = (geometry: Feature['geometry'], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  geometry,
  properties,
})
