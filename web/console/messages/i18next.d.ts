import 'i18next'
import type { console } from './zh-CN/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console'
  }
  interface ResourceNamespaceMap {
    console: typeof console
  }
}
