import type { ReactNode } from 'react'

/** Pictures of the app in a box of 24 × 24, drawn by lines; never without the word beside them. */
const drawings = {
  today: <path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14l2.5 2.5L16 13" />,
  mine: <path d="M5 4h14v13H12l-4 4v-4H5zM8.5 9h7M8.5 12.5h4.5" />,
  outbox: <path d="M4 13v7h16v-7M12 16V4M7.5 8.5 12 4l4.5 4.5" />,
  me: <path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-6 7.5-6s6.5 2 7.5 6" />,
  microphone: <path d="M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />,
  telephone: <path d="M5 4h4l2 5-2.5 1.5a12 12 0 0 0 5 5L15 13l5 2v4c0 1-1 2-2 2C10.5 21 3 13.5 3 6c0-1 1-2 2-2z" />,
  camera: <path d="M4 8h4l1.5-3h5L16 8h4v11H4zM12 16.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6z" />,
  words: <path d="M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3" />,
  search: <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21" />,
  scan: <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M8 8h3v3H8zM13 13h3v3h-3zM13 8h3v3h-3zM8 13h3v3H8z" />,
  near: (
    <path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />
  ),
  back: <path d="M14.5 5 8 12l6.5 7" />,
  speak: <path d="M4 9.5h4L13 5v14l-5-4.5H4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11" />,
  stop: <path d="M7 7h10v10H7z" fill="currentColor" />,
  play: <path d="M8 5.5v13L19 12z" fill="currentColor" />,
  again: <path d="M5 12a7 7 0 1 0 2.5-5.5M5 4v4.5h4.5" />,
  remove: <path d="M6 6l12 12M18 6 6 18" />,
  done: <path d="M5 12.5 10 17.5 19.5 7" />,
  dispute: <path d="M3 5h10v7H8l-3 3v-3H3zM15 9h6v7h-2v3l-3-3h-4v-2" />,
  hazard: <path d="M12 4 2.5 20h19zM12 10v5M12 17.300v.4" />,
  tip: (
    <path d="M2.5 12C5 7.5 8.5 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-6 6.5-9.5 6.5s-7-2-9.5-6.5zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z" />
  ),
  need: <path d="M12 20S4 15 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5C20 15 12 20 12 20z" />,
  'base-data-change': <path d="M4 11.5 12 5l8 6.5M6 10v10h6M15 20l1-3 4-4 2 2-4 4z" />,
  urgent: <path d="M12 3c1 4 5 5.5 5 10.5a5 5 0 0 1-10 0c0-2 1-3.5 2-4.5 0 2 1 2.5 1.5 2.5C10 8.5 10.5 5.5 12 3z" />,
  ordinary: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2" />,
  met: (
    <path d="M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM16 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 19c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5M15 14c3.5-.5 6 1.5 6.5 5" />
  ),
  inspected: <path d="M6 4h12v16H6zM9 9l1.5 1.5L13 8M9 14.5 10.5 16l2.5-2.5M15 9.5h1M15 15h1" />,
  'outside-look': <path d="M3 20V10l6-5 6 5v10zM7 20v-5h4v5M17 9h4M17 13h4M17 17h4" />,
  failed: <path d="M6 21V4h10v17zM6 21h13M13 12.5h.5M18 4l3 3M21 4l-3 3" />,
  'nobody-in': <path d="M6 21V4h12v17M3 21h18M14 12.5h.5M10 8h4" />,
  'road-blocked': <path d="M3 10h18v5H3zM6 15v5M18 15v5M7 10l-2 5M12 10l-2 5M17 10l-2 5M12 4v3" />,
  refused: <path d="M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM6 6l12 12" />,
  'not-found': (
    <path d="M9 9a3 3 0 1 1 4.5 2.5c-1 .6-1.5 1.200-1.5 2.5M12 17.300v.4M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19z" />
  ),
  other: <path d="M5 12h.5M12 12h.5M19 12h.5" strokeWidth="3" />,
  'new-lock': <path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3M12 14.5v2" />,
  'wheel-tracks': <path d="M6 3v18M10 3v18M14 3v18M18 3v18M6 6h4M6 12h4M6 18h4M14 9h4M14 15h4" />,
  'smell-of-oil': <path d="M12 21a5 5 0 0 1-5-5c0-4 5-8 5-8s5 4 5 8a5 5 0 0 1-5 5zM5 6c1-2 2 0 3-2M16 6c1-2 2 0 3-2" />,
  tanks: <path d="M5 6c0-3 14-3 14 0v12c0 3-14 3-14 0zM5 6c0 3 14 3 14 0M5 12c0 3 14 3 14 0" />,
  tenants: <path d="M3 20V10l6-5 6 5v10zM18.5 13a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM16 20c0-3 1-4.5 2.5-4.5S21 17 21 20" />,
  'fresh-digging': <path d="M4 20c2-4 14-4 16 0zM13 14 19 5M17 3l4 3" />,
  leak: <path d="M3 8h12v4H3zM15 9h3v3M18 15c-1.5 2-2 2.5-2 3.5a2 2 0 0 0 4 0c0-1-.5-1.5-2-3.5z" />,
  damage: <path d="M4 4h16v16H4zM13 4l-3 6 4 2-4 8" />,
  peaceful: <path d="M4 11.5 12 5l8 6.5M6 10v10h12V10M9 14.5l2 2 4-4" />,
  check: <path d="M6 4h12v16H6zM9 9h6M9 13h6M9 17h3" />,
} as const satisfies Readonly<Record<string, ReactNode>>

export type IconName = keyof typeof drawings

export function Icon({ name, size = '1.35em' }: { readonly name: IconName; readonly size?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawings[name]}
    </svg>
  )
}
