import antd from 'antd/es/locale/en_US.js'
import { ui } from '../../ui/messages/en.ts'
import { console } from './en/index.ts'

export const bundle = { console, ui, antd }
