import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'

export type Appearance = 'light' | 'dark'
/** What the person chose: the system's appearance, or one of the two. */
export type AppearanceChoice = 'system' | Appearance

type Value = { appearance: Appearance; choice: AppearanceChoice; choose(choice: AppearanceChoice): void }

const stored = 'sifang.appearance'
const Context = createContext<Value | null>(null)

/** Light or dark for everything below, by the system first; the person's choice is kept in this browser. */
export function AppearanceProvider({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState(readChoice)
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const appearance = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice

  useEffect(() => {
    document.documentElement.dataset.appearance = appearance
  }, [appearance])

  const choose = useCallback((next: AppearanceChoice) => {
    setChoice(next)
    if (next === 'system') localStorage.removeItem(stored)
    else localStorage.setItem(stored, next)
  }, [])

  const value = useMemo(() => ({ appearance, choice, choose }), [appearance, choice, choose])
  return <Context value={value}>{children}</Context>
}

export function useAppearance(): Value {
  const value = useContext(Context)
  if (!value) throw new Error('useAppearance outside of AppearanceProvider')
  return value
}

/** Whether a media query holds now; follows it. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const follow = () => setMatches(list.matches)
    follow()
    list.addEventListener('change', follow)
    return () => list.removeEventListener('change', follow)
  }, [query])
  return matches
}

/** Narrower than the width from which two panes stand side by side. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 767px)')
}

function readChoice(): AppearanceChoice {
  const value = localStorage.getItem(stored)
  return value === 'light' || value === 'dark' ? value : 'system'
}
