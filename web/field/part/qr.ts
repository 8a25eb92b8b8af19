type Detector = { detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]> }
type Detectors = new (options: { formats: string[] }) => Detector

/** Reads a QR code in a picture: by the browser's own reader where it has one, else by ours; null: none in it. */
export type ReadCode = (picture: HTMLVideoElement | ImageBitmap) => Promise<string | null>

export async function codeReader(): Promise<ReadCode> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Detectors }
  if (BarcodeDetector) {
    try {
      const detector = new BarcodeDetector({ formats: ['qr_code'] })
      return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null
    } catch {
      // it is there in name only, as on desktops
    }
  }
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  return async (picture) => {
    const [width, height] = sizeOf(picture)
    if (width === 0) return null
    // fine enough for a code that fills a third of the picture, and quick on a slow phone
    const scale = Math.min(1, 800 / Math.max(width, height))
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const drawn = canvas.getContext('2d', { willReadFrequently: true })
    if (!drawn) return null
    drawn.drawImage(picture, 0, 0, canvas.width, canvas.height)
    try {
      return decode(drawn.getImageData(0, 0, canvas.width, canvas.height))
    } catch {
      return null
    }
  }
}

const sizeOf = (picture: HTMLVideoElement | ImageBitmap): readonly [number, number] =>
  picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]

export type Code =
  | { readonly kind: 'place'; readonly placeId: string }
  | { readonly kind: 'post'; readonly lineId: string; readonly km: string }

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const placePattern = new RegExp(`/field/p/(${uuid})$`, 'i')
const postPattern = new RegExp(`/field/k/(${uuid})/([\\d.]+)$`, 'i')

/** What a code of ours says; null for any other. Its host does not matter: a station may have moved. */
export function codeOf(text: string): Code | null {
  const [, placeId] = placePattern.exec(text) ?? []
  if (placeId !== undefined) return { kind: 'place', placeId: placeId.toLowerCase() }
  const [, lineId, km] = postPattern.exec(text) ?? []
  return lineId !== undefined && km !== undefined ? { kind: 'post', lineId: lineId.toLowerCase(), km } : null
}
