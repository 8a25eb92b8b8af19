import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { asStartError, errorCode, startError } from './start-error.ts'

/** Reads a small JSON file; null when there is none. `parse` checks the shape and throws when it is not met. */
export async function readJson<T>(path: string, parse: (value: unknown) => T): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw asStartError(error, path)
  })
  if (text === null) return null
  try {
    return parse(JSON.parse(text))
  } catch (error) {
    throw startError(
      'data-directory-unreadable',
      { zh: `文件 ${path} 已损坏，请从备份恢复。`, en: `The file ${path} is damaged: restore it from a backup.` },
      error,
    )
  }
}

/** Replaces a small JSON file: after a power cut it holds the old or the new text, never a part of one. */
export async function writeJson(path: string, value: unknown, mode = 0o600): Promise<void> {
  await writeDurably(path, `${JSON.stringify(value, null, 2)}\n`, mode)
}

/** As {@link writeJson}, for text of any kind. */
export async function writeDurably(path: string, text: string, mode = 0o600): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    const file = await open(temporary, 'wx', mode)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw asStartError(error, path)
  }
}

/** Makes a rename in `folder` outlive a power cut. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
