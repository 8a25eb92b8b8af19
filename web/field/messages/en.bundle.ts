import { ui } from '../../ui/messages/en.ts'
import { field } from './en/index.ts'

export const bundle = { field, ui }
