import { readFile } from 'node:fs/promises'
import { startError } from '@sifang/server/platform/data-directory/start-error'

/** Reads a text file that was named on the command line. Errors: refused. */
export function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw startError(
      'refused',
      {
        zh: `无法读取文件 ${path}，请检查文件是否存在及其权限。`,
        en: `The file ${path} cannot be read: check that it exists and who may read it.`,
      },
      error,
    )
  })
}
