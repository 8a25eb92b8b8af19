import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'

/** Reads a text aloud with a voice that lies on the phone; nothing is shown where there is none. */
export function ReadAloud({ text }: { readonly text: () => string }) {
  const { t, i18n } = useTranslation('field')
  const voice = useVoice(i18n.language)
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (voice === null) return null
  return (
    <Button
      icon={speaking ? 'stop' : 'speak'}
      onClick={() => {
        speechSynthesis.cancel()
        if (speaking) return setSpeaking(false)
        const said = new SpeechSynthesisUtterance(text())
        said.voice = voice
        said.lang = voice.lang
        said.rate = 0.9
        said.onend = () => setSpeaking(false)
        said.onerror = () => setSpeaking(false)
        setSpeaking(true)
        speechSynthesis.speak(said)
      }}
    >
      {speaking ? t('aloud.stop') : t('aloud.read')}
    </Button>
  )
}

/** Voices arrive after the page; those that speak over a network are none of ours: the list would leave the phone. */
function useVoice(language: string): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null)
  useEffect(() => {
    if (!('speechSynthesis' in globalThis)) return
    const wanted = language.slice(0, 2)
    const look = () =>
      setVoice(
        speechSynthesis.getVoices().find(({ lang, localService }) => localService && lang.startsWith(wanted)) ?? null,
      )
    look()
    speechSynthesis.addEventListener('voiceschanged', look)
    return () => speechSynthesis.removeEventListener('voiceschanged', look)
  }, [language])
  return voice
}
