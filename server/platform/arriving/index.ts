export { append } from './append.ts'
export { pathOf, receivedBytes, removeUpload, type Upload } from './folder.ts'
export { sweepUploads } from './sweep.ts'
