import '../ui/theme/tokens.css'
import './theme/field.css'
import { openPhone } from '@sifang/client/phone'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { startLanguage } from './language.ts'
import { PhoneProvider } from './phone.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

const [phone] = await Promise.all([openPhone({ baseUrl: '' }), startLanguage()])
createRoot(root).render(
  <StrictMode>
    <PhoneProvider phone={phone}>
      <App />
    </PhoneProvider>
  </StrictMode>,
)
