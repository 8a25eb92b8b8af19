import { Readable } from 'node:stream'
import type { Context } from '../../platform/context.ts'
import type { Download } from '../../platform/http/route.ts'
import type { TrackPoint } from './schema.ts'
import { type OwnTrack, readTrack } from './tracks.ts'

/** An own track as a GPX 1.1 file, which maps and watches read; a hole begins a new segment. Errors: track/not-found. */
export async function exportTrack(ctx: Context, trackId: string): Promise<Download> {
  const track = await readTrack(ctx, trackId)
  const bytes = Buffer.from(gpxOf(track))
  const fileName = `巡逻轨迹-${track.beganAt.slice(0, 10)}.gpx`
  return { fileName, type: 'application/gpx+xml', bytes: bytes.length, stream: Readable.from([bytes]) }
}

/** Numbers and instants only, so nothing is to be escaped. */
export function gpxOf({ beganAt, points, holes }: Pick<OwnTrack, 'beganAt' | 'points' | 'holes'>): string {
  const ends = new Set(holes.map(({ from }) => Math.floor(Date.parse(from) / 1000)))
  const segments: TrackPoint[][] = [[]]
  for (const point of points) {
    segments.at(-1)?.push(point)
    if (ends.has(point[0])) segments.push([])
  }
  const written = segments
    .filter((segment) => segment.length > 0)
    .map((segment) => `    <trkseg>\n${segment.map(pointText).join('\n')}\n    </trkseg>`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="sifang" xmlns="http://www.topografix.com/GPX/1/1">',
    `  <metadata><time>${beganAt}</time></metadata>`,
    '  <trk>',
    ...written,
    '  </trk>',
    '</gpx>',
    '',
  ].join('\n')
}

const pointText = ([second, latitude, longitude]: TrackPoint): string =>
  `      <trkpt lat="${latitude}" lon="${longitude}"><time>${new Date(second * 1000).toISOString()}</time></trkpt>`
