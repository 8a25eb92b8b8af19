import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build, type Plugin } from 'vite'

/**
 * Builds the service worker beside the app, with the list of all that the app was built into: hashed files by their name,
 * all else by a hash of its content. One file without imports: not every phone's browser takes a worker that is a module.
 */
export function serviceWorker(entry: string): Plugin {
  let folder = ''
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: ({ build: { outDir } }) => {
      folder = resolve(outDir)
    },
    closeBundle: {
      sequential: true,
      handler: async () => {
        for (const { url } of filesIn(folder)) packTightly(join(folder, relative('/field/', url)))
        await build({
          configFile: false,
          logLevel: 'warn',
          publicDir: false,
          define: { __FILES__: JSON.stringify(filesIn(folder)), 'process.env.NODE_ENV': '"production"' },
          build: {
            outDir: folder,
            emptyOutDir: false,
            target: 'es2022',
            lib: { entry, formats: ['iife'], name: 'sw', fileName: () => 'sw.js' },
          },
        })
      },
    },
  }
}

/** Beside each hashed file the same as tight as it goes, once at the build: a fifth less than what a server packs as it sends. */
function packTightly(path: string): void {
  if (!/\/assets\/.*\.(js|css)$/.test(path)) return
  writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)))
}

function filesIn(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name !== 'sw.js' && !one.name.endsWith('.br'))
    .map((one) => {
      const path = join(one.parentPath, one.name)
      const name = relative(folder, path).replaceAll('\\', '/')
      if (name.startsWith('assets/')) return { url: `/field/${name}`, revision: null }
      const revision = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)
      // the page is served for the folder
      return { url: name === 'index.html' ? '/field/' : `/field/${name}`, revision }
    })
}
