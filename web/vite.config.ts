import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname

/** `vite build web` names the workspace; the console lies one folder below. */
const consoleRoot: Plugin = { name: 'console-root', config: () => ({ root: `${here}/console` }) }

/** The console: built into web/dist, served under `/` by the server. `vite web` proxies the API to SIFANG_API. */
export default defineConfig({
  plugins: [consoleRoot, react()],
  server: { proxy: { '/api/v1': process.env.SIFANG_API ?? 'http://127.0.0.1:3000' } },
  build: {
    outDir: `${here}/dist`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // what every page needs, in one file that changes only with its packages
          groups: [
            { name: 'frame', test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next)\// },
          ],
        },
      },
    },
    // the map alone is larger, and it comes only when a map is opened
    chunkSizeWarningLimit: 1200,
  },
})
