import { createContext, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react'

/** One key or a sequence (`'g t'`), what it does in words, and the doing. */
export type KeyBinding = {
  readonly keys: string
  readonly label: string
  readonly run: (event: KeyboardEvent) => void
}

/** A page's keys come before the frame's, whichever was declared first. */
export type KeyLevel = 'page' | 'frame'

type Registry = {
  set(owner: string, bindings: readonly KeyBinding[], level: KeyLevel): void
  remove(owner: string): void
  /** All bindings now, the innermost page's first; one per key. */
  list(): readonly KeyBinding[]
}

/** How long the second key of a sequence is waited for. */
const sequenceMs = 1200

const Context = createContext<Registry | null>(null)

/** Listens for the keys that the parts below declare with useKeys. Typing in a field is never taken for a key. */
export function KeyboardProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(makeRegistry)
  useEffect(() => listen(registry), [registry])
  return <Context value={registry}>{children}</Context>
}

/** Declares keys while the component is shown. Of the same key the page's wins, then the one declared last. */
export function useKeys(bindings: readonly KeyBinding[], level: KeyLevel = 'page'): void {
  const registry = useRegistry()
  const owner = useId()
  const latest = useRef(bindings)
  latest.current = bindings
  const shape = bindings.map((binding) => `${binding.keys}\t${binding.label}`).join('\n')

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the bindings; the doing is read when a key is pressed
  useEffect(() => {
    const stable = latest.current.map((binding, index) => ({
      ...binding,
      run: (event: KeyboardEvent) => latest.current[index]?.run(event),
    }))
    registry.set(owner, stable, level)
    return () => registry.remove(owner)
  }, [registry, owner, shape, level])
}

/** What the `?` page lists. */
export function useKeyList(): () => readonly KeyBinding[] {
  return useRegistry().list
}

function useRegistry(): Registry {
  const registry = useContext(Context)
  if (!registry) throw new Error('useKeys outside of KeyboardProvider')
  return registry
}

function makeRegistry(): Registry {
  const owners = new Map<string, { readonly bindings: readonly KeyBinding[]; readonly level: KeyLevel }>()
  return {
    set: (owner, bindings, level) => {
      owners.delete(owner)
      owners.set(owner, { bindings, level })
    },
    remove: (owner) => void owners.delete(owner),
    list: () => {
      const byKeys = new Map<string, KeyBinding>()
      const declared = [...owners.values()].reverse()
      const ordered = [...declared.filter(isPage), ...declared.filter((one) => !isPage(one))]
      for (const { bindings } of ordered) {
        for (const binding of bindings) if (!byKeys.has(binding.keys)) byKeys.set(binding.keys, binding)
      }
      return [...byKeys.values()]
    },
  }
}

function isPage({ level }: { readonly level: KeyLevel }): boolean {
  return level === 'page'
}

function listen(registry: Registry): () => void {
  let first = ''
  let firstAt = 0

  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return
    const bindings = registry.list()
    const inSequence = first !== '' && event.timeStamp - firstAt < sequenceMs
    const keys = inSequence ? `${first} ${event.key}` : event.key
    first = ''
    const binding = bindings.find((candidate) => candidate.keys === keys)
    if (binding) {
      event.preventDefault()
      binding.run(event)
    } else if (bindings.some((candidate) => candidate.keys.startsWith(`${event.key} `))) {
      first = event.key
      firstAt = event.timeStamp
    }
  }
  addEventListener('keydown', pressed)
  return () => removeEventListener('keydown', pressed)
}

/** In a field, a choice or a dialog the keys belong to it; Escape in a field leaves the field. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('dialog, [role="dialog"], [role="menu"], [role="listbox"], [role="combobox"]')) return true
  if (target.isContentEditable) return true
  // Enter on a button or link is its own
  if (event.key === 'Enter' && target.closest('button, a')) return true
  return target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select')
}
