import type { Locale } from 'antd/es/locale/index.js'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]

const stored = 'sifang.language'

/** Words of one language: ours and antd's. Only the language in use is loaded. */
const sources = {
  'zh-CN': () => import('./messages/zh-CN.bundle.ts'),
  en: () => import('./messages/en.bundle.ts'),
} as const satisfies Record<Language, () => Promise<{ bundle: Bundle }>>

type Bundle = { readonly console: object; readonly ui: object; readonly antd: Locale }

const antdLocales = new Map<Language, Locale>()

/** Chinese unless this browser was told otherwise. */
export function storedLanguage(): Language {
  return localStorage.getItem(stored) === 'en' ? 'en' : 'zh-CN'
}

export async function startLanguage(): Promise<void> {
  const language = storedLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    defaultNS: 'console',
    ns: ['console', 'ui'],
    interpolation: { escapeValue: false },
    resources: {},
  })
  await loadWordsOf(language)
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(stored, language)
  await loadWordsOf(language)
}

export function antdLocale(language: string): Locale | undefined {
  return antdLocales.get(language === 'en' ? 'en' : 'zh-CN')
}

async function loadWordsOf(language: Language): Promise<void> {
  if (!antdLocales.has(language)) {
    const { bundle } = await sources[language]()
    i18next.addResourceBundle(language, 'console', bundle.console)
    i18next.addResourceBundle(language, 'ui', bundle.ui)
    antdLocales.set(language, bundle.antd)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
