import type { Reply } from '@sifang/client'
import { gpxOf, lengthM } from '@sifang/domain/patrols'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isoDay } from '../../../ui/civil-time.ts'
import { DateText } from '../../../ui/date-text.tsx'
import { useStationTime } from '../../../ui/station-time.tsx'
import { saveFile } from '../../part/save-file.ts'
import { useRead } from '../../part/use-read.ts'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Page } from '../../shell/page.tsx'
import { useDuration } from '../duration.ts'
import { NotRead } from '../not-read.tsx'
import { Holes } from './holes.tsx'
import { Span } from './span.tsx'

/** One of one's own tracks: how long it was, what it lacks, and a file of it. */
export function OneTrackPage() {
  const { t } = useTranslation('field')
  const { id } = useParams({ from: '/tracks/$id' })
  const read = useRead<Track>(`/tracks/${id}`)
  return (
    <Page title={t('track.title')}>
      {read.kind === 'not-read' && <NotRead read={read} />}
      {read.kind === 'read' && <OneTrack track={read.value} />}
    </Page>
  )
}

type Track = Reply<'/tracks/{id}'>

function OneTrack({ track }: { readonly track: Track }) {
  const { t } = useTranslation('field')
  const { timeZone } = useStationTime()
  const duration = useDuration()
  const [saved, setSaved] = useState(false)
  const hollowMs = track.holes.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  const save = () => {
    const file = new Blob([gpxOf(track)], { type: 'application/gpx+xml' })
    saveFile(file, `${t('track.title')}-${isoDay(new Date(track.beganAt), timeZone)}.gpx`)
    setSaved(true)
  }
  return (
    <>
      <p>
        <b>
          <DateText day={track.beganAt} />
        </b>
        <br />
        <Span track={track} />
      </p>
      {track.erased ? (
        <p>{t('tracks.erased')}</p>
      ) : (
        <>
          <p>
            {t('tracks.length', { km: (lengthM(track) / 1000).toFixed(1) })}
            {hollowMs > 0 && t('tracks.hollow', { time: duration(hollowMs) })}
          </p>
          <Holes holes={track.holes} />
          {track.points.length > 0 && (
            <Button wide onClick={save}>
              {t('tracks.export')}
            </Button>
          )}
          {saved && <Notice kind="good">{t('tracks.exported')}</Notice>}
        </>
      )}
    </>
  )
}
