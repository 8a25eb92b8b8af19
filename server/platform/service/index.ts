export { examine, type Finding } from './doctor.ts'
export { type Installed, installService } from './install.ts'
export { keysOf, type Station, withStation } from './station-access.ts'
export { programVersion } from './version.ts'
