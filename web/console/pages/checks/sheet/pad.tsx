import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import SignaturePad from 'signature_pad'
import styles from './sheet.module.css'

export type Pad = {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly opened: boolean
  /** Once the frame has its size. */
  readonly open: () => void
  readonly clear: () => void
  /** A PNG in base64; null while nothing is drawn. */
  readonly read: () => string | null
}

/** What is drawn in a frame with a finger, a pen or the mouse. */
export function usePad(): Pad {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad | null>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => () => pad.current?.off(), [])
  return {
    canvas,
    opened,
    open: () => {
      const drawn = canvas.current
      if (!drawn || pad.current) return
      // sharp on any screen, and never a picture that is larger than a paper needs
      const ratio = Math.min(2, Math.max(1, window.devicePixelRatio))
      drawn.width = drawn.offsetWidth * ratio
      drawn.height = drawn.offsetHeight * ratio
      drawn.getContext('2d')?.scale(ratio, ratio)
      pad.current = new SignaturePad(drawn, { penColor: '#1b1f24', minWidth: 1, maxWidth: 3 })
      setOpened(true)
    },
    clear: () => pad.current?.clear(),
    read: () =>
      pad.current && !pad.current.isEmpty() ? pad.current.toDataURL('image/png').replace(/^data:[^,]*,/, '') : null,
  }
}

/** The frame to sign in. */
export function PadFrame({ pad, empty }: { readonly pad: Pad; readonly empty: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <canvas ref={pad.canvas} className={styles.pad} aria-busy={!pad.opened} aria-label={t('checks.sheet.padHint')} />
      <p className={empty ? styles.wrong : styles.quiet}>
        {t(empty ? 'checks.sheet.padEmpty' : 'checks.sheet.padHint')}
      </p>
    </>
  )
}
