import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { TierMark } from '../../ui/tier-mark.tsx'
import { usePlaceKind } from '../pages/place/place-kind.ts'
import { pageIcons } from './page-icons.tsx'
import styles from './search-palette.module.css'
import type { Found } from './search-results.ts'

type Props = {
  readonly id: string
  readonly found: Found
  /** The first of its group. */
  readonly heading: boolean
  readonly current: boolean
  readonly onGo: () => void
}

export function FoundLine({ id, found, heading, current, onGo }: Props) {
  const { t } = useTranslation()
  const line = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <>
      {heading && (
        <p className={styles.group} role="presentation">
          {t(`shell.search.${found.group}`)}
        </p>
      )}
      <button
        ref={line}
        id={id}
        type="button"
        role="option"
        tabIndex={-1}
        aria-selected={current}
        className={styles.line}
        onClick={onGo}
      >
        <Words found={found} />
      </button>
    </>
  )
}

function Words({ found }: { readonly found: Found }) {
  const kindName = usePlaceKind()
  if (found.group === 'pages') {
    const Icon = pageIcons[found.page.name]
    return (
      <>
        <Icon aria-hidden="true" />
        <span className={styles.name}>{found.name}</span>
        <span className={styles.keys}>
          <kbd>g</kbd> <kbd>{found.page.key}</kbd>
        </span>
      </>
    )
  }
  if (found.group === 'members') return <span className={styles.name}>{found.name}</span>
  const { place } = found
  return (
    <>
      {place.tier !== null && <TierMark tier={place.tier} />}
      <span className={styles.name}>{place.name}</span>
      <span className={styles.where}>{[kindName(place.kind), place.villageName].filter(Boolean).join(' · ')}</span>
    </>
  )
}
