export { type DemoOptions, type DemoSignIn, loadDemo } from './load.ts'
export { beginDemo, finishDemo, removeUnfinishedDemo } from './unfinished.ts'
