/** What one tab tells the others of the same storage: look again. */
export type Told = 'items' | 'part' | 'standing'

export type Channel = { tell(what: Told): void; close(): void }

export function openChannel(storageName: string, heard: (what: Told) => void): Channel {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel(storageName)
  channel.onmessage = ({ data }) => heard(data)
  return { tell: (what) => channel.postMessage(what), close: () => channel.close() }
}
