import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { WaitingRows } from '../../../ui/waiting.tsx'
import { useMe } from '../../api/me.ts'
import { streaksQuery } from '../../api/streaks.ts'
import { Problem } from '../../shell/problem.tsx'
import { savePicture } from './save-picture.ts'
import { StreakPicture } from './streak-picture.tsx'
import styles from './streaks.module.css'

type Props = { readonly asOf: string | undefined; readonly onClose: () => void }

/** The figures as a picture: to be saved, or printed on A4. */
export function Picture({ asOf, onClose }: Props) {
  const { t } = useTranslation()
  const { station } = useMe()
  const { data, error, isPending, refetch } = useQuery(streaksQuery(asOf))
  const svg = useRef<SVGSVGElement>(null)
  const [failed, setFailed] = useState(false)
  const counted = data?.rows.filter(({ value, endedOn }) => value !== null && endedOn === null) ?? []
  const save = () => {
    if (!svg.current || !data) return
    setFailed(false)
    savePicture(svg.current, `${t('streaks.title')}-${data.asOf}.png`).catch(() => setFailed(true))
  }
  return (
    <div className={styles.pictureSide}>
      <h1 className="visually-hidden">{t('streaks.picture.title')}</h1>
      <div className={`${styles.actions} screen-only`}>
        <Button type="primary" disabled={counted.length === 0} onClick={() => window.print()}>
          {t('streaks.picture.print')}
        </Button>
        <Button disabled={counted.length === 0} onClick={save}>
          {t('streaks.picture.save')}
        </Button>
        <Button onClick={onClose}>{t('streaks.picture.back')}</Button>
      </div>
      {failed && <p role="alert">{t('streaks.picture.failed')}</p>}
      {error && <Problem of={error} onRetry={() => void refetch()} />}
      {isPending && <WaitingRows rows={8} />}
      {data && counted.length === 0 && (
        <EmptyState title={t('streaks.picture.none.title')} hint={t('streaks.picture.none.hint')} />
      )}
      {data && counted.length > 0 && (
        <StreakPicture ref={svg} stationName={station.name} asOf={data.asOf} streaks={counted} />
      )}
    </div>
  )
}
