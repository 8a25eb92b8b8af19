// A process of its own that backs up or restores and is killed meanwhile, or meets a full disk.
import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isStartError } from '../data-directory/start-error.ts'
import { makeBackup } from './make-backup.ts'
import { sheetGroups } from './recovery-sheet.ts'
import { restoreBackup } from './restore.ts'

type Order =
  | {
      readonly kind: 'backup'
      readonly url: string
      readonly dataDir: string
      readonly to: string
      readonly secrets: string
      /** Fills the disk of this file when the rows begin to come. */
      readonly fill?: string
    }
  | {
      readonly kind: 'restore'
      readonly from: string
      readonly dataDir: string
      readonly migrations: string
      readonly secrets: string
      /** Fills the disk of this file when the rows begin to come. */
      readonly fill?: string
    }

const order: Order = JSON.parse(process.argv[2] ?? '')
const secrets = JSON.parse(await readFile(order.secrets, 'utf8'))
const said = new Set<string>()
const onProgress = ({ stage }: { stage: string }) => {
  if (!said.has(stage)) console.log(stage)
  said.add(stage)
  if (stage === 'restoring' && order.kind === 'restore' && order.fill && !existsSync(order.fill)) fillDisk(order.fill)
}

function fillDisk(path: string): void {
  const file = openSync(path, 'w')
  try {
    while (writeSync(file, Buffer.alloc(1 << 20)) > 0);
  } catch {
    closeSync(file)
  }
}
try {
  if (order.kind === 'backup') {
    const now = () => new Date()
    await makeBackup({ ...order, secrets, version: '0.1.0', clock: null, now }, { to: order.to, onProgress })
  } else {
    const askSheet = async () => sheetGroups(Buffer.from(secrets.outerKey, 'base64')).join('-')
    await restoreBackup({ ...order, ledgerFolder: order.dataDir, askSheet, onProgress })
  }
  console.log('done')
} catch (error) {
  console.log(isStartError(error) ? error.code : `other: ${String(error)}`)
}
