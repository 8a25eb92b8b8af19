import { stat } from 'node:fs/promises'

export type Progress = {
  readonly stage: 'writing' | 'checking' | 'restoring' | 'comparing' | 'indexing'
  readonly done: number
  /** Same unit as `done`. */
  readonly total: number
}

/** Turns bytes read of the file `from` into progress. */
export async function reading(
  { from, onProgress }: { readonly from: string; readonly onProgress?: ((progress: Progress) => void) | undefined },
  stage: Progress['stage'],
): Promise<(bytes: number) => void> {
  const { size } = await stat(from).catch(() => ({ size: 0 }))
  return (done) => onProgress?.({ stage, done, total: Math.max(size, done) })
}
