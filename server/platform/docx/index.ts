export {
  type Block,
  type Column,
  type Docx,
  type Field,
  fields,
  heading,
  line,
  type Piece,
  paragraph,
  paragraphs,
  type Signature,
} from './block.ts'
export { pageCount } from './pages.ts'
export { docxType, writeDocx } from './write.ts'
