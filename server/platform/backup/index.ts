export { readBackupHead } from './backup-head.ts'
export { type BackupAge, backupAge, noteBackup, readBackupState } from './backup-state.ts'
export { type CheckedBackup, checkBackup } from './check-backup.ts'
export { noteErasures } from './erasure-ledger.ts'
export { allBackupsIn, backupFolder, newestBackup } from './folders.ts'
export {
  backupBeforeMigration,
  backupSchedules,
  backupTasks,
  type KeepParts,
  type Kept,
  keepBackup,
} from './keep-backups.ts'
export { type BackupMade, type BackupParts, makeBackup } from './make-backup.ts'
export type { Progress } from './progress.ts'
export { readSheet, sheetNumber, sheetText } from './recovery-sheet.ts'
export { type Restored, type RestoreParts, restoreBackup } from './restore.ts'
export { finishLeftRestore as finishRestore } from './restore-place.ts'
