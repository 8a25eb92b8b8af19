import { useSyncExternalStore } from 'react'

const stored = 'sifang.alarm'
const listeners = new Set<() => void>()

/** Whether this machine makes a sound when something urgent arrives: until somebody switches it off. */
export function useSoundOn(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, isSoundOn)
  return [on, setSound]
}

export const isSoundOn = (): boolean => localStorage.getItem(stored) !== 'off'

function setSound(on: boolean): void {
  localStorage.setItem(stored, on ? 'on' : 'off')
  for (const listener of listeners) listener()
  // a hand on the switch is what lets a browser make sounds at all
  if (on) playTone()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let context: AudioContext | null = null

/** Two short notes. A browser that nobody has touched yet keeps silent; the page shows it all the same. */
export function playTone(): void {
  context ??= new AudioContext()
  const { currentTime, state } = context
  if (state === 'suspended') void context.resume().catch(() => undefined)
  note(context, 880, currentTime)
  note(context, 1175, currentTime + 0.18)
}

function note(audio: AudioContext, hertz: number, at: number): void {
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.frequency.value = hertz
  // without a soft begin and end it clicks
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(0.25, at + 0.02)
  gain.gain.linearRampToValueAtTime(0, at + 0.16)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(at)
  oscillator.stop(at + 0.18)
}
