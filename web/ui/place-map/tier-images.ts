import { type TierName, tierOutlines } from '../tier-mark.tsx'

/** Colours of the map, read from the page's tokens so that light and dark agree with everything else. */
export type MapColours = Readonly<Record<TierName | 'none' | 'ink' | 'ground' | 'brand', string>>

export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    red: token('--red'),
    yellow: token('--yellow'),
    green: token('--green'),
    none: token('--ink-2'),
    ink: token('--ink'),
    ground: token('--ground-1'),
    brand: token('--brand'),
  }
}

/** A place without a tier (a village) is a small square. */
const outlines: Readonly<Record<TierName | 'none', string>> = { ...tierOutlines, none: 'M2.5 2.5h7v7h-7z' }

export const imageNames = ['red', 'yellow', 'green', 'none'] as const

/** One tier's shape as an image for the map: `sizePx` on the screen, drawn twice as fine. */
export function tierImage(name: (typeof imageNames)[number], colours: MapColours, sizePx: number): ImageData {
  const size = sizePx * 2
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  const edge = 1.6
  pen.scale(size / (12 + 2 * edge), size / (12 + 2 * edge))
  pen.translate(edge, edge)
  const path = new Path2D(outlines[name])
  pen.lineWidth = 2 * edge
  pen.lineJoin = 'round'
  pen.strokeStyle = colours.ground
  pen.stroke(path)
  pen.fillStyle = colours[name]
  pen.fill(path)
  return pen.getImageData(0, 0, size, size)
}
