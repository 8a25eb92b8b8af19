import { newId } from '@sifang/client'
import type { Kept } from './media.ts'

export const longestSpeechS = 180

/** What this browser records that every listener's can play. */
const types = ['audio/mp4', 'audio/webm;codecs=opus', 'audio/ogg;codecs=opus']

/** Whether the microphone can be used at all: not on plain HTTP, and not in every built-in browser. */
export const canRecord = (): boolean =>
  isSecureContext && 'MediaRecorder' in globalThis && navigator.mediaDevices?.getUserMedia !== undefined

export type Recording = { stop(): Promise<Kept> }

/** Begins to record; throws where the microphone is refused. Low rates: speech, not music, and a thin line. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } })
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type))
  const recorder = new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: 24_000 })
  const pieces: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data))
  recorder.start(1000)
  const release = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  return {
    stop: () =>
      new Promise((resolve) => {
        recorder.addEventListener('stop', () => {
          release()
          const type = (recorder.mimeType || 'audio/webm').split(';')[0] ?? 'audio/webm'
          const id = newId()
          const ending = type === 'audio/mp4' ? 'm4a' : type === 'audio/ogg' ? 'ogg' : 'webm'
          resolve({ id, kind: 'speech', name: `${id.slice(-6)}.${ending}`, content: new Blob(pieces, { type }) })
        })
        recorder.stop()
      }),
  }
}
