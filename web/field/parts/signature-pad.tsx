import { newId } from '@sifang/client'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import Pad from 'signature_pad'
import type { Kept } from '../part/media.ts'
import { Button } from './button.tsx'
import styles from './signature.module.css'

type Props = { readonly onDone: (drawn: Kept | null) => void }

/** Black on white whatever the appearance is: it goes onto paper. */
// biome-ignore lint/style/noDefaultExport: what React's lazy takes
export default function SignaturePad({ onDone }: Props) {
  const { t } = useTranslation('field')
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad>(null)
  const [empty, setEmpty] = useState(true)

  useEffect(() => {
    const drawn = canvas.current
    if (!drawn) return
    drawn.width = drawn.offsetWidth
    drawn.height = drawn.offsetHeight
    const made = new Pad(drawn, { backgroundColor: '#ffffff', penColor: '#000000', minWidth: 1, maxWidth: 3 })
    made.addEventListener('endStroke', () => setEmpty(made.isEmpty()))
    pad.current = made
    return () => made.off()
  }, [])

  return (
    <div className={styles.pad}>
      <canvas ref={canvas} className={styles.paper} aria-label={t('signature.here')} role="img" />
      <Button
        look="main"
        wide
        disabled={empty}
        onClick={() =>
          canvas.current?.toBlob((content) => {
            const id = newId()
            onDone(content && { id, kind: 'photo', name: `${id.slice(-6)}.png`, content })
          }, 'image/png')
        }
      >
        {t('signature.keep')}
      </Button>
      <Button
        wide
        onClick={() => {
          pad.current?.clear()
          setEmpty(true)
        }}
      >
        {t('signature.again')}
      </Button>
      <Button look="quiet" wide onClick={() => onDone(null)}>
        {t('signature.leave')}
      </Button>
    </div>
  )
}
