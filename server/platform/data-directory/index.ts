export { type DataDirectory, dataDirectoryPath, openDataDirectory } from './data-directory.ts'
export { type Instance, runningInstance } from './instance-lock.ts'
export { readJson, syncFolder, writeDurably, writeJson } from './json-file.ts'
export { loadSecrets, parseSecrets, type Secrets, storeSecrets } from './secrets.ts'
export {
  alreadyRunning,
  asListenError,
  asStartError,
  databaseUnreachable,
  diskFull,
  errorCode,
  isDiskFull,
  isStartError,
  notWritable,
  portTaken,
  type StartError,
  type StartErrorCode,
  startError,
} from './start-error.ts'
