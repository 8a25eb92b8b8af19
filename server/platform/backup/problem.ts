import { type StartError, startError } from '../data-directory/start-error.ts'

/** Refusals of backup and restore; printed as they stand. */
export const damaged = (path: string, cause?: unknown): StartError =>
  startError(
    'backup-damaged',
    {
      zh: `备份文件 ${path} 已损坏或不完整，未恢复任何内容；请换一份备份。`,
      en: `The backup ${path} is damaged or incomplete; nothing was restored. Take another backup.`,
    },
    cause,
  )

export const foreign = (path: string, cause?: unknown): StartError =>
  startError(
    'backup-foreign',
    { zh: `${path} 不是四访的备份文件。`, en: `${path} is not a backup made by sifang.` },
    cause,
  )

export const newer = (path: string, version: string): StartError =>
  startError('backup-newer', {
    zh: `备份 ${path} 由更新的四访 ${version} 写成，请用该版本或更新的版本恢复。`,
    en: `The backup ${path} was made by the newer sifang ${version}: restore it with that version or a later one.`,
  })

export const unreadable = (path: string, cause?: unknown): StartError =>
  startError(
    'backup-unreadable',
    {
      zh: `无法读取 ${path}，请检查文件是否存在及其权限。`,
      en: `${path} cannot be read: check that it exists and who may read it.`,
    },
    cause,
  )

export const notWritable = (path: string, cause?: unknown): StartError =>
  startError(
    'backup-not-writable',
    {
      zh: `备份写不到 ${path}，请检查文件夹及其权限；数据和已有备份未受影响。`,
      en: `The backup cannot be written to ${path}: check its folder and who may write there; the data and earlier backups are not harmed.`,
    },
    cause,
  )

export const noRoom = (path: string, cause?: unknown): StartError =>
  startError(
    'backup-disk-full',
    {
      zh: `${path} 所在磁盘空间不足，备份没有完成；数据和已有备份未受影响。`,
      en: `There is no room for the backup on the disk of ${path}; the data and earlier backups are not harmed.`,
    },
    cause,
  )

export const migrating = (): StartError =>
  startError('backup-migrating', {
    zh: '数据库正在升级，请稍后再备份。',
    en: 'The database is being brought up to date: make the backup when that is done.',
  })

export const notEmpty = (path: string): StartError =>
  startError('restore-not-empty', {
    zh: `${path} 里已有数据；恢复只能在空的数据目录中进行，请用 SIFANG_DATA 指定另一个目录。`,
    en: `There are data in ${path}: restore into an empty data directory only; name another with SIFANG_DATA.`,
  })

export const databaseNotEmpty = (): StartError =>
  startError('restore-not-empty', {
    zh: 'DATABASE_URL 指定的数据库里已有数据；请指定一个空的数据库。',
    en: 'There are data in the database that DATABASE_URL names: name an empty one.',
  })

/** `number`: of the sheet that opens it, where the backup says; `own`: of the key in the data directory, where there is one. */
export const keysNeeded = (number: string | null = null, own: string | null = null): StartError =>
  startError(
    'restore-keys-needed',
    own !== null && number !== null
      ? {
          zh: `这份备份要用编号 ${number} 的恢复单打开，数据目录中的密钥是编号 ${own}（密钥更换过）；请按提示输入那张恢复单上的密钥，或用 --sheet 指定抄有它的文件。`,
          en: `This backup opens with the recovery sheet of number ${number}; the key in the data directory has number ${own}, for the key was exchanged since. Enter that sheet's key, or name a file with it by --sheet.`,
        }
      : {
          zh: `数据目录中没有密钥，请按提示输入恢复单${number ? `（编号 ${number}）` : ''}上的密钥，或用 --sheet 指定抄有它的文件。`,
          en: `The keys are not in the data directory: enter the key of the recovery sheet${number ? ` of number ${number}` : ''}, or name a file with it by --sheet.`,
        },
  )

export const otherSheet = (number: string, given: string): StartError =>
  startError('restore-wrong-keys', {
    zh: `这份备份要用编号 ${number} 的恢复单打开，您给的是编号 ${given} 的；未恢复任何内容。`,
    en: `This backup opens with the recovery sheet of number ${number}; the one given has number ${given}. Nothing was restored.`,
  })

export const wrongKeys = (cause?: unknown): StartError =>
  startError(
    'restore-wrong-keys',
    {
      zh: '这把密钥与备份不符，或备份被改动过；未恢复任何内容。请核对恢复单上的编号。',
      en: 'This key does not belong to the backup, or the backup was altered; nothing was restored. Compare the number on the recovery sheet.',
    },
    cause,
  )

export const sheetMistyped = (): StartError =>
  startError('recovery-sheet-mistyped', {
    zh: '恢复单的密钥有误：应为14组、每组4个字符。请逐组核对。',
    en: 'The key of the recovery sheet is not right: it has 14 groups of 4 characters. Compare group by group.',
  })

export const notVerified = (what: string): StartError =>
  startError('restore-not-verified', {
    zh: `恢复后核对不符（${what}），已放弃，数据目录未变。`,
    en: `After restoring, ${what} did not agree with the backup; it was given up and the data directory is as before.`,
  })
