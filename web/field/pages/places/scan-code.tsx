import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Code, codeOf, codeReader } from '../../part/qr.ts'
import { Button, lookOf } from '../../parts/button.tsx'
import { Icon } from '../../parts/icons.tsx'
import media from '../../parts/media.module.css'
import { Notice } from '../../parts/notice.tsx'
import styles from './places.module.css'

type Props = { readonly onPlace?: (placeId: string) => void; readonly onCode?: (code: Code) => void }

/** The code on a door or a post: with the camera, or from a photo where pages may not use it. */
export function ScanCode({ onPlace, onCode }: Props) {
  const { t } = useTranslation('field')
  const [scanning, setScanning] = useState(false)
  const [problem, setProblem] = useState<'strange' | 'none' | 'refused' | null>(null)
  const canLook = isSecureContext && navigator.mediaDevices?.getUserMedia !== undefined

  const take = (text: string | null): boolean => {
    if (text === null) return false
    const code = codeOf(text)
    if (code === null) {
      setProblem('strange')
      return false
    }
    setScanning(false)
    setProblem(null)
    if (onCode) onCode(code)
    else if (code.kind === 'place') onPlace?.(code.placeId)
    else setProblem('strange')
    return true
  }

  if (scanning) {
    return (
      <Camera
        onRead={take}
        onRefused={() => {
          setScanning(false)
          setProblem('refused')
        }}
        onClose={() => setScanning(false)}
      />
    )
  }
  return (
    <>
      {canLook ? (
        <Button
          icon="scan"
          onClick={() => {
            setProblem(null)
            setScanning(true)
          }}
        >
          {t('scan.start')}
        </Button>
      ) : (
        <label className={`${lookOf({})} ${media.pick}`}>
          <Icon name="scan" />
          <span>{t('scan.photo')}</span>
          <input
            type="file"
            accept="image/*"
            capture="environment"
            className={media.file}
            onChange={async (event) => {
              const [file] = event.target.files ?? []
              if (!file) return
              const read = await codeReader()
              const picture = await createImageBitmap(file).catch(() => null)
              if (picture === null || !take(await read(picture))) setProblem('none')
            }}
          />
        </label>
      )}
      {problem !== null && <Notice kind="mind">{t(`scan.${problem}`)}</Notice>}
    </>
  )
}

type CameraProps = {
  /** Whether it was one of ours. */
  readonly onRead: (text: string) => boolean
  readonly onRefused: () => void
  readonly onClose: () => void
}

const lookEveryMs = 250

function Camera({ onRead, onRefused, onClose }: CameraProps) {
  const { t } = useTranslation('field')
  const video = useRef<HTMLVideoElement>(null)
  const told = useRef({ onRead, onRefused })
  told.current = { onRead, onRefused }

  useEffect(() => {
    let stream: MediaStream | null = null
    let here = true
    const look = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      const shown = video.current
      if (!here || !shown) return stop()
      shown.srcObject = stream
      await shown.play()
      const read = await codeReader()
      while (here) {
        const text = await read(shown)
        if (!here || (text !== null && told.current.onRead(text))) return
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
      }
    }
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    look().catch(() => here && told.current.onRefused())
    return () => {
      here = false
      stop()
    }
  }, [])

  return (
    <div className={styles.camera}>
      <video ref={video} muted playsInline aria-label={t('scan.camera')} />
      <Button wide onClick={onClose}>
        {t('scan.close')}
      </Button>
    </div>
  )
}
