/// <reference lib="webworker" />
import { createHandlerBoundToURL, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching'

declare const self: ServiceWorkerGlobalScope
/** What the build wrote; filled in by ./plugin.ts. */
declare const __FILES__: PrecacheEntry[]

// The app starts from what lies on the phone; nothing else is kept here, and the app works without this worker.
const page = createHandlerBoundToURL.bind(null, '/field/')

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return
  event.stopImmediatePropagation()
  const url = new URL(event.request.url)
  event.respondWith(page()({ event, request: event.request, url }))
})
precacheAndRoute(__FILES__)

// A new version waits until somebody says so: a form is never interrupted.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(self.skipWaiting())
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
