import antd from 'antd/es/locale/zh_CN.js'
import { ui } from '../../ui/messages/zh-CN.ts'
import { console } from './zh-CN/index.ts'

export const bundle = { console, ui, antd }
