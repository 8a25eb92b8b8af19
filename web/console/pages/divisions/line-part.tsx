import { kmRange } from '@sifang/domain/lines'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TierMark } from '../../../ui/tier-mark.tsx'
import type { Line } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import styles from './divisions.module.css'
import { LineCheckIns } from './line-check-ins.tsx'
import { LineDiggings } from './line-diggings.tsx'
import { LineForm } from './line-form.tsx'
import { LinePosts } from './line-posts.tsx'
import { divisionsRoute } from './route.ts'
import { SegmentForm } from './segment-form.tsx'
import { type Stretch, stretchesOf } from './stretches.ts'

type Doing = { readonly kind: 'change' } | { readonly kind: 'segment'; readonly gap: Stretch | null }

export function LinePart({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  const { selected } = divisionsRoute.useSearch()
  const mayWrite = useMay('line.write') !== null
  const mayRead = useMay('place.read') !== null
  const mayCheckIns = useMay('check-in.read') === 'station'
  const [doing, setDoing] = useState<Doing | null>(null)
  const part = useRef<HTMLElement>(null)
  const isSelected = selected === line.id
  useEffect(() => {
    if (isSelected) part.current?.scrollIntoView({ block: 'start' })
  }, [isSelected])
  const content = (['oil', 'gas', 'water'] as const).find((known) => known === line.content) ?? 'other'
  const stretches = stretchesOf(line)
  return (
    <section className={styles.group} ref={part}>
      <header className={styles.head}>
        <h2>{line.name}</h2>
        <span className={styles.quiet}>
          {[
            t(`divisions.line.content.${content}`),
            t('divisions.line.lengthKm', { km: line.lengthKm }),
            t('divisions.line.segments', { count: line.segments.length }),
          ].join(' · ')}
        </span>
        {mayWrite && (
          <>
            <Button size="small" onClick={() => setDoing({ kind: 'segment', gap: null })}>
              {t('divisions.line.newSegment')}
            </Button>
            <Button size="small" onClick={() => setDoing({ kind: 'change' })}>
              {t('divisions.line.change')}
            </Button>
          </>
        )}
      </header>
      <div className={styles.strip} role="img" aria-label={t('divisions.line.strip', { name: line.name })}>
        {stretches.map(({ fromKm, toKm, segment }) => (
          <span
            key={fromKm}
            data-tier={segment?.tier ?? 'none'}
            style={{ flexGrow: toKm - fromKm }}
            title={`${segment?.name ?? t('divisions.line.gap')} ${kmRange({ fromKm, toKm })}`}
          />
        ))}
      </div>
      {line.segments.length === 0 && <p className={styles.quiet}>{t('divisions.line.emptySegments')}</p>}
      <ul className={styles.stretches}>
        {stretches.map(({ fromKm, toKm, segment }) => (
          <li key={`${fromKm} ${segment?.id ?? ''}`}>
            <span className={styles.km}>{kmRange({ fromKm, toKm })}</span>
            {segment ? (
              <>
                {mayRead ? (
                  <Link to="/places/$placeId" params={{ placeId: segment.id }} search={{}}>
                    {segment.name}
                  </Link>
                ) : (
                  <span>{segment.name}</span>
                )}
                <TierMark tier={segment.tier} />
                <span className={styles.quiet}>
                  {[segment.villageName, segment.ownerName].filter((word) => word !== null).join(' · ')}
                </span>
              </>
            ) : (
              <>
                <span className={styles.quiet}>{t('divisions.line.gap')}</span>
                {mayWrite && (
                  <Button size="small" onClick={() => setDoing({ kind: 'segment', gap: { fromKm, toKm } })}>
                    {t('divisions.line.newSegment')}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      <LinePosts line={line} />
      <LineDiggings line={line} />
      {mayCheckIns && <LineCheckIns line={line} />}
      {doing?.kind === 'change' && <LineForm line={line} onClose={() => setDoing(null)} />}
      {doing?.kind === 'segment' && <SegmentForm line={line} gap={doing.gap} onClose={() => setDoing(null)} />}
    </section>
  )
}
