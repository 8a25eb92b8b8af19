import { encodeQR } from 'qr'
import { useMemo } from 'react'
import styles from './qr-code.module.css'

type Props = {
  readonly text: string
  /** What it is, for those who hear the page. */
  readonly label: string
}

/** A QR code as one drawn path, black on white in either appearance: as wide as what it lies in. */
export function QrCode({ text, label }: Props) {
  // medium: a scratched sticker is still read
  const rows = useMemo(() => encodeQR(text, 'raw', { ecc: 'medium', border: 4 }), [text])
  const path = rows
    .flatMap((row, y) => row.map((black, x) => (black ? `M${x} ${y}h1v1h-1z` : '')))
    .filter(Boolean)
    .join('')
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      data-text={text}
    >
      <path d={path} />
    </svg>
  )
}
