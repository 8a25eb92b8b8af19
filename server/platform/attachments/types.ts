import { fileTypeFromBuffer } from 'file-type'

export const attachmentKinds = ['photo', 'speech', 'file'] as const
export type AttachmentKind = (typeof attachmentKinds)[number]

export const maxAttachmentBytes = 25 * 2 ** 20

/** A type that is taken. `type` is what it is stored and served as. */
export type TakenType = {
  readonly kind: AttachmentKind
  readonly type: string
  /** What `file-type` calls it; null where bytes alone do not say, as of plain text. */
  readonly found: readonly string[] | null
  /** Ends of names that it may have. */
  readonly ends: readonly string[]
}

/** What is taken, by kind; sound in a WebM, Ogg or MP4 container is called a video by its first bytes. */
export const takenTypes: readonly TakenType[] = [
  { kind: 'photo', type: 'image/jpeg', found: ['image/jpeg'], ends: ['jpg', 'jpeg'] },
  { kind: 'photo', type: 'image/png', found: ['image/png'], ends: ['png'] },
  { kind: 'photo', type: 'image/webp', found: ['image/webp'], ends: ['webp'] },
  { kind: 'photo', type: 'image/heic', found: ['image/heic', 'image/heif'], ends: ['heic', 'heif'] },
  { kind: 'speech', type: 'audio/webm', found: ['video/webm'], ends: ['webm', 'weba'] },
  {
    kind: 'speech',
    type: 'audio/ogg',
    found: ['audio/ogg', 'audio/ogg; codecs=opus', 'application/ogg'],
    ends: ['ogg', 'oga', 'opus'],
  },
  { kind: 'speech', type: 'audio/mp4', found: ['audio/x-m4a', 'audio/mp4', 'video/mp4'], ends: ['m4a', 'mp4'] },
  { kind: 'speech', type: 'audio/3gpp', found: ['video/3gpp', 'audio/3gpp'], ends: ['3gp', '3gpp'] },
  { kind: 'speech', type: 'audio/mpeg', found: ['audio/mpeg'], ends: ['mp3'] },
  { kind: 'speech', type: 'audio/wav', found: ['audio/wav'], ends: ['wav'] },
  { kind: 'speech', type: 'audio/amr', found: ['audio/amr'], ends: ['amr'] },
  { kind: 'file', type: 'application/pdf', found: ['application/pdf'], ends: ['pdf'] },
  {
    kind: 'file',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    found: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ends: ['docx'],
  },
  {
    kind: 'file',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    found: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ends: ['xlsx'],
  },
  { kind: 'file', type: 'text/plain', found: null, ends: ['txt'] },
]

/** As much of the beginning as is looked at; a zip names its parts one after another, large pictures among them. */
export const headBytes = 256 * 1024

/** What a file is by its first bytes, as `file-type` calls it; `text/plain` where it is readable text, else null. */
export async function typeByBytes(head: Buffer): Promise<string | null> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (found) return found.mime
  return isText(head) ? 'text/plain' : null
}

/** UTF-8, or GB18030 as Chinese Windows writes it, without control characters. The head may end within a character. */
function isText(head: Buffer): boolean {
  for (const byte of head) if (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte)) return false
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
      return true
    } catch {
      return false
    }
  })
}
