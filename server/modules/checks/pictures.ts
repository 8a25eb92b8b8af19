import { fail } from '../../platform/http/problem.ts'

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex')
const pngEnd = Buffer.from('49454e44ae426082', 'hex')
const mostPixels = { width: 3000, height: 2000 }

/** A drawn signature. Errors: check/not-a-picture for what is no PNG, cut off, or larger than a drawing. */
export function readPng(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  const whole = bytes.subarray(0, 8).equals(pngStart) && bytes.subarray(-8).equals(pngEnd) && bytes.length > 45
  if (!whole || bytes.toString('latin1', 12, 16) !== 'IHDR') fail('check/not-a-picture')
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  if (width < 1 || height < 1 || width > mostPixels.width || height > mostPixels.height) fail('check/not-a-picture')
  return bytes
}
