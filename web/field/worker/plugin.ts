import { createHash } from 'node:crypto'
import { build, type Plugin } from 'vite'

/**
 * Builds the service worker beside the app, with the list of what the build wrote: hashed files by their name, all else
 * by a hash of its content. One file without imports, since not every phone's browser takes a worker that is a module.
 */
export function serviceWorker(entry: string): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async writeBundle(options, bundle) {
      const files = Object.values(bundle).map((one) => listed(one.fileName, contentOf(one)))
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { __FILES__: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: options.dir ?? '',
          emptyOutDir: false,
          target: 'es2022',
          lib: { entry, formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
        },
      })
    },
  }
}

type Built = { readonly type: 'asset'; readonly source: string | Uint8Array } | { readonly type: 'chunk'; readonly code: string }

const contentOf = (one: Built): string | Uint8Array => (one.type === 'asset' ? one.source : one.code)

function listed(fileName: string, content: string | Uint8Array) {
  if (fileName.startsWith('assets/')) return { url: `/field/${fileName}`, revision: null }
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 16)
  // the page is served for the folder
  return { url: fileName === 'index.html' ? '/field/' : `/field/${fileName}`, revision: hash }
}
