export { type DemoOptions, type DemoSignIn, loadDemo } from './load.ts'
