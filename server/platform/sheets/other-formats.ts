import { open } from 'node:fs/promises'
import { SheetProblem } from './problem.ts'

/** Refuses what is often sent instead of a sheet, saying what to do. `head` is the beginning of the file. */
export async function refuseOtherFormats(path: string, head: Buffer): Promise<void> {
  if (head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') {
    throw new SheetProblem((await isEncrypted(path, head)) ? 'sheet/password' : 'sheet/old-excel')
  }
  const start = head.toString('latin1', 0, 256).replace(/^ï»¿/, '').trimStart().toLowerCase()
  if (/^(<!doctype|<html|<table|<\?xml|<workbook|<head|<meta|mime-version:)/.test(start)) {
    throw new SheetProblem('sheet/web-page')
  }
  if (start.startsWith('%pdf')) throw new SheetProblem('sheet/other-format', { detail: '.pdf' })
  if (start.startsWith('{\\rtf')) throw new SheetProblem('sheet/other-format', { detail: '.rtf' })
}

/**
 * An .xlsx with a password lies in the container of the old .xls (MS-CFB §2.2, 2.6; MS-OFFCRYPTO §2.3.2): its first
 * directory sector then names a stream EncryptedPackage or EncryptionInfo.
 */
async function isEncrypted(path: string, head: Buffer): Promise<boolean> {
  if (head.length < 512) return false
  const sectorBytes = 2 ** Math.min(head.readUInt16LE(30), 12)
  const directoryAt = (head.readUInt32LE(48) + 1) * sectorBytes
  const file = await open(path, 'r')
  try {
    const directory = Buffer.alloc(4096)
    await file.read(directory, 0, directory.length, directoryAt)
    return ['EncryptedPackage', 'EncryptionInfo'].some((name) => directory.includes(Buffer.from(name, 'utf16le')))
  } finally {
    await file.close()
  }
}
