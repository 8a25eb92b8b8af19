import { crc32, deflateSync } from 'node:zlib'

/** A signature as a screen gives it: a stroke on a transparent ground, PNG. */
export const signaturePng: Buffer = png(138, 60)

function png(width: number, height: number): Buffer {
  const row = (y: number) => {
    const pixels = Array.from({ length: width }, (_, x) => (Math.abs(x * 0.4 - y) < 2 ? [0, 0, 0, 255] : [0, 0, 0, 0]))
    return Buffer.from([0, ...pixels.flat()])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => row(y)))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
