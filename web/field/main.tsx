import '../ui/theme/tokens.css'
import './theme/field.css'
import { openPhone } from '@sifang/client/phone'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startLanguage } from './language.ts'
import { PhoneProvider } from './phone.tsx'

/** Version and day of the build; it goes into each envelope. */
declare const __APP__: string

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const [phone] = await Promise.all([openPhone({ baseUrl: location.origin, app: __APP__ }), startLanguage()])
createRoot(root).render(
  <StrictMode>
    <PhoneProvider phone={phone}>
      <App />
    </PhoneProvider>
  </StrictMode>,
)
