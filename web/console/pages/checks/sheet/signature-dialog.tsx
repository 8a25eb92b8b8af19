import { Button, Modal } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import SignaturePad from 'signature_pad'
import styles from './sheet.module.css'

type Props = {
  readonly title: string
  /** Who signs, where that is still to be said. */
  readonly who?: ReactNode
  readonly ready?: boolean
  readonly onSigned: (png: string) => void
  readonly onClose: () => void
}

/** A frame to sign in with a finger, a pen or the mouse; answers a PNG in base64. */
export function SignatureDialog({ title, who, ready = true, onSigned, onClose }: Props) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad | null>(null)
  const [tried, setTried] = useState(false)
  const [opened, setOpened] = useState(false)

  const open = () => {
    const drawn = canvas.current
    if (!drawn || pad.current) return
    // sharp on any screen, and never a picture that is larger than a paper needs
    const ratio = Math.min(2, Math.max(1, window.devicePixelRatio))
    drawn.width = drawn.offsetWidth * ratio
    drawn.height = drawn.offsetHeight * ratio
    drawn.getContext('2d')?.scale(ratio, ratio)
    pad.current = new SignaturePad(drawn, { penColor: '#1b1f24', minWidth: 1, maxWidth: 3 })
    setOpened(true)
  }
  useEffect(() => () => pad.current?.off(), [])

  const done = () => {
    setTried(true)
    if (!pad.current || pad.current.isEmpty() || !ready) return
    onSigned(pad.current.toDataURL('image/png').replace(/^data:[^,]*,/, ''))
  }
  return (
    <Modal
      open
      width={640}
      title={title}
      onCancel={onClose}
      afterOpenChange={(shown) => shown && open()}
      footer={[
        <Button key="clear" size="large" onClick={() => pad.current?.clear()}>
          {t('checks.sheet.clear')}
        </Button>,
        <Button key="done" size="large" type="primary" onClick={done}>
          {t('checks.sheet.done')}
        </Button>,
      ]}
    >
      <div className={styles.signing}>
        {who}
        <canvas ref={canvas} className={styles.pad} aria-busy={!opened} aria-label={t('checks.sheet.padHint')} />
        <p className={tried && pad.current?.isEmpty() ? styles.wrong : styles.quiet}>
          {t(tried && pad.current?.isEmpty() ? 'checks.sheet.padEmpty' : 'checks.sheet.padHint')}
        </p>
      </div>
    </Modal>
  )
}
