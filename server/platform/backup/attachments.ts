import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { attachmentFolder, unfinishedEnd } from '../attachments/folder.ts'
import { isPlainPath } from './format.ts'

/** Every finished attachment. One that is just being received has another kind of name and is left out. */
export async function* attachmentFiles(
  dataDir: string,
): AsyncGenerator<{ readonly path: string; readonly file: string; readonly bytes: number }> {
  const folder = attachmentFolder(dataDir)
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith(unfinishedEnd)) continue
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).split(sep).join('/')
    // erased meanwhile: then the snapshot's row has lost its key too
    const found = await stat(file).catch(() => null)
    if (found && isPlainPath(path)) yield { path, file, bytes: found.size }
  }
}
