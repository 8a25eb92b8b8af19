const idBytes = 16
const noId = Buffer.alloc(idBytes)

/** Ids by the number of their row, 16 bytes each: as texts in a map, 100,000 would be ten times that. */
export function idsByRow() {
  let bytes = Buffer.alloc(idBytes * 4096)
  return {
    set(row: number, id: string): void {
      const end = idBytes * (row + 1)
      if (end > bytes.length) {
        const wider = Buffer.alloc(Math.max(end, bytes.length * 2))
        bytes.copy(wider)
        bytes = wider
      }
      bytes.write(id.replaceAll('-', ''), idBytes * row, 'hex')
    },
    get(row: number): string | undefined {
      const id = bytes.subarray(idBytes * row, idBytes * (row + 1))
      if (id.length < idBytes || id.equals(noId)) return undefined
      const hex = id.toString('hex')
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
    },
  }
}
