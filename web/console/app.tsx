import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyboardProvider } from '../ui/keyboard/keyboard.tsx'
import { antdTheme } from '../ui/theme/antd-theme.ts'
import { AppearanceProvider, useAppearance, useNarrow } from '../ui/theme/appearance.tsx'
import { queryClient } from './api/query-client.ts'
import { antdLocale } from './language.ts'
import { router } from './router.ts'

export function App() {
  return (
    <AppearanceProvider>
      <QueryClientProvider client={queryClient}>
        <Drawn />
      </QueryClientProvider>
    </AppearanceProvider>
  )
}

/** antd told of our tokens and words, and below it the pages. */
function Drawn() {
  const { appearance } = useAppearance()
  const { i18n } = useTranslation()
  const narrow = useNarrow()
  const theme = useMemo(() => antdTheme(appearance, narrow), [appearance, narrow])
  const locale = antdLocale(i18n.language)
  return (
    <ConfigProvider theme={theme} button={{ autoInsertSpace: false }} {...(locale ? { locale } : {})}>
      <KeyboardProvider>
        <RouterProvider router={router} />
      </KeyboardProvider>
    </ConfigProvider>
  )
}
