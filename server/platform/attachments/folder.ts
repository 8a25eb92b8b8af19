import { join } from 'node:path'

/** Where all attachments lie. */
export const attachmentFolder = (dataDir: string): string => join(dataDir, 'attachments')

/** What a file ends with until it is whole; backups leave it out. */
export const unfinishedEnd = '.new'

/** The folder of one matter's files. */
export const matterFolder = (dataDir: string, stationId: string, matterId: string): string =>
  join(attachmentFolder(dataDir), stationId, matterId)

/** The name of a file in its matter's folder. */
export const fileName = (hash: Buffer): string => hash.toString('hex')
