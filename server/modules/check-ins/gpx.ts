import { Readable } from 'node:stream'
import { dayOf } from '@sifang/domain/calendar'
import { gpxOf } from '@sifang/domain/patrols'
import type { Context } from '../../platform/context.ts'
import type { Download } from '../../platform/http/route.ts'
import { readTrack } from './tracks.ts'

/** An own track as a file. Errors: track/not-found. */
export async function exportTrack(ctx: Context, trackId: string): Promise<Download> {
  const track = await readTrack(ctx, trackId)
  const bytes = Buffer.from(gpxOf(track))
  const fileName = `巡逻轨迹-${dayOf(new Date(track.beganAt), ctx.station.timeZone)}.gpx`
  return { fileName, type: 'application/gpx+xml', bytes: bytes.length, stream: Readable.from([bytes]) }
}
