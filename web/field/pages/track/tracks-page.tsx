import type { Reply } from '@sifang/client'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { useRead } from '../../part/use-read.ts'
import { lookOf } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useOutbox, useOwn } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { NotRead } from '../not-read.tsx'
import { Span } from './span.tsx'
import styles from './track.module.css'
import { WithdrawConsent } from './withdraw-consent.tsx'

/** As many as are listed. */
const listed = 100

/** One's own tracks, which nobody else reads; what is kept of them, and how to end that. */
export function TracksPage() {
  const { t } = useTranslation('field')
  const consent = useOwn()?.trackConsent ?? null
  const unsent = useOutbox().some(({ label, state }) => label?.kind === 'track' && state !== 'sent')
  return (
    <Page title={t('tracks.title')}>
      <p>{t('tracks.hint')}</p>
      {unsent && <Notice kind="mind">{t('tracks.unsent')}</Notice>}
      {/* withdrawn, all are erased: read anew */}
      <List key={consent?.id} />
      <Link to="/track" className={lookOf({ wide: true })}>
        {t('tracks.begin')}
      </Link>
      <WithdrawConsent />
    </Page>
  )
}

function List() {
  const { t } = useTranslation('field')
  const read = useRead<Reply<'/tracks'>>(`/tracks?limit=${listed}`)
  if (read.kind === 'reading') return null
  if (read.kind === 'not-read') return <NotRead read={read} />
  const { rows, next } = read.value
  if (rows.length === 0) return <p>{t('tracks.none')}</p>
  return (
    <>
      <ul className={styles.list} aria-label={t('tracks.title')}>
        {rows.map((track) => (
          <li key={track.id}>
            <Link to="/tracks/$id" params={{ id: track.id }} className={styles.track}>
              <b>
                <DateText day={track.beganAt} />
              </b>
              <span>
                <Span track={track} />
              </span>
              {track.erased && <span className={styles.erased}>{t('tracks.erased')}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {next !== null && <p>{t('tracks.more', { count: listed })}</p>}
    </>
  )
}
