import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { ui } from '../ui/messages/zh-CN.ts'
import { field } from './messages/zh-CN/index.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const stored = 'sifang.language'

/** Chinese unless this browser was told otherwise. */
const storedLanguage = (): Language => (localStorage.getItem(stored) === 'en' ? 'en' : 'zh-CN')

/** Chinese comes with the app; English only where it is read. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    defaultNS: 'field',
    ns: ['field', 'ui'],
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { field, ui } },
  })
  // without English (a first start offline) the app speaks Chinese
  await turnTo(storedLanguage()).catch(() => turnTo('zh-CN'))
}

export async function changeLanguage(language: Language): Promise<void> {
  await turnTo(language)
  localStorage.setItem(stored, language)
}

async function turnTo(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'field')) {
    const { bundle } = await import('./messages/en.bundle.ts')
    i18next.addResourceBundle('en', 'field', bundle.field)
    i18next.addResourceBundle('en', 'ui', bundle.ui)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
