import 'i18next'
import type { ui } from './zh-CN.ts'

declare module 'i18next' {
  interface ResourceNamespaceMap {
    ui: typeof ui
  }
}
