import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import web from '../package.json' with { type: 'json' }
import { serviceWorker } from './worker/plugin.ts'

const here = import.meta.dirname

/** The field app: built into web/dist/field, served under /field/. `vite web/field` proxies the API to SIFANG_API. */
export default defineConfig({
  root: here,
  base: '/field/',
  define: { __APP__: JSON.stringify(`${web.version} ${new Date().toISOString().slice(0, 10)}`) },
  plugins: [react(), serviceWorker(`${here}/worker/sw.ts`)],
  server: { proxy: { '/api/v1': process.env.SIFANG_API ?? 'http://127.0.0.1:3000' } },
  build: {
    outDir: `${here}/../dist/field`,
    emptyOutDir: true,
    // phones of the last six years, and WeChat's browser on them
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // in one file that changes only with its packages
          groups: [
            { name: 'frame', test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next)\// },
          ],
        },
      },
    },
  },
})
