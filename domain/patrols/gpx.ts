import { type Course, stretchesOf, type TrackPoint } from './course.ts'

/** A track as a GPX 1.1 file, which maps and watches read; a hole begins a new segment. */
export function gpxOf({ beganAt, ...course }: Course & { readonly beganAt: string }): string {
  // numbers and instants only, so nothing is to be escaped
  const segments = stretchesOf(course).map(
    (stretch) => `    <trkseg>\n${stretch.map(pointText).join('\n')}\n    </trkseg>`,
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="sifang" xmlns="http://www.topografix.com/GPX/1/1">',
    `  <metadata><time>${beganAt}</time></metadata>`,
    '  <trk>',
    ...segments,
    '  </trk>',
    '</gpx>',
    '',
  ].join('\n')
}

const pointText = ([second, latitude, longitude]: TrackPoint): string =>
  `      <trkpt lat="${latitude}" lon="${longitude}"><time>${new Date(second * 1000).toISOString()}</time></trkpt>`
