import 'i18next'
import type { field } from './zh-CN/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'field'
  }
  interface ResourceNamespaceMap {
    field: typeof field
  }
}
