import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Kept } from '../part/media.ts'
import { canRecord, longestSpeechS, type Recording, record } from '../part/recording.ts'
import { Button } from './button.tsx'
import styles from './media.module.css'
import { Notice } from './notice.tsx'

type Props = {
  readonly onAdded: (speech: Kept) => void
  /** Told while it records: what is being said is not left behind by sending. */
  readonly onRecording?: (stop: (() => Promise<Kept>) | null) => void
}

/** Says it instead of writing it: kept as audio, 3 minutes at most. */
export function SpeechButton({ onAdded, onRecording }: Props) {
  const { t } = useTranslation('field')
  const running = useRef<Recording | null>(null)
  const [seconds, setSeconds] = useState<number | null>(null)
  const [refused, setRefused] = useState(false)

  const stop = async () => {
    const recording = running.current
    if (!recording) return
    running.current = null
    setSeconds(null)
    onRecording?.(null)
    onAdded(await recording.stop())
  }
  const latestStop = useRef(stop)
  latestStop.current = stop
  // whoever leaves the page has said it all the same
  useEffect(() => () => void latestStop.current(), [])

  useEffect(() => {
    if (seconds === null) return
    if (seconds >= longestSpeechS) return void latestStop.current()
    const timer = setTimeout(() => setSeconds(seconds + 1), 1000)
    return () => clearTimeout(timer)
  }, [seconds])

  if (!canRecord()) return <p className={styles.hint}>{t('media.noMicrophone')}</p>
  if (seconds !== null) {
    const left = longestSpeechS - seconds
    return (
      <div className={styles.recording}>
        <p className={styles.clock} role="timer">
          {t('media.recording', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` })}
        </p>
        {left <= 30 && <p role="status">{t('media.secondsLeft', { count: left })}</p>}
        <Button look="main" icon="stop" wide onClick={() => void stop()}>
          {t('media.stop')}
        </Button>
      </div>
    )
  }
  return (
    <>
      <Button
        icon="microphone"
        wide
        onClick={async () => {
          setRefused(false)
          try {
            const recording = await record()
            running.current = recording
            setSeconds(0)
            onRecording?.(async () => {
              running.current = null
              setSeconds(null)
              return recording.stop()
            })
          } catch {
            setRefused(true)
          }
        }}
      >
        {t('media.say')}
      </Button>
      {refused && <Notice kind="mind">{t('media.microphoneRefused')}</Notice>}
    </>
  )
}
