import { newId } from '@sifang/client'
import { holesOf, trackConsentText } from '@sifang/domain/patrols'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'
import { Button, lookOf } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useLive, useOutbox, useOwn, usePhone, usePresent } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { useWordsOf } from '../problem-words.ts'
import { useSave } from '../use-save.ts'
import { Whereabouts } from '../whereabouts.tsx'
import { Holes } from './holes.tsx'
import styles from './track.module.css'
import { useTracker } from './tracker.tsx'
import { useWithdrawal, WithdrawConsent } from './withdraw-consent.tsx'

/** A continuous track: only with its member's own consent, switched on and off by hand. */
export function TrackPage() {
  const { t } = useTranslation('field')
  const own = useOwn()
  const withdrawal = useWithdrawal()
  if (own === null) return <Loading />
  return (
    <Page title={t('track.title')}>
      {own.trackConsent === null && <Consent />}
      {own.trackConsent !== null && !withdrawal && <Running />}
      <WithdrawConsent />
      <Link to="/tracks" className={lookOf({ look: 'quiet', wide: true })}>
        {t('tracks.title')}
      </Link>
    </Page>
  )
}

function Consent() {
  const { t, i18n } = useTranslation('field')
  const phone = usePhone()
  const items = useOutbox()
  const { save, problem } = useSave()
  const { version, zh, en } = trackConsentText
  const given = items.find(({ path, state }) => path?.startsWith('/track-consents/') && state !== 'sent')
  const agree = () => {
    const id = newId()
    return save({
      id,
      method: 'PUT',
      path: `/track-consents/${id}`,
      body: { textVersion: version, at: phone.now().toISOString() },
      label: { kind: 'track-consent', placeName: '' },
    })
  }
  return (
    <>
      <div className={styles.consent}>
        {(i18n.language === 'en' ? en : zh).split('\n').map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      {given ? (
        <>
          <Whereabouts id={given.id} />
          <p>{t('track.consentWaits')}</p>
        </>
      ) : (
        <Button onClick={() => void agree()}>{t('track.agree')}</Button>
      )}
    </>
  )
}

function Running() {
  const { t } = useTranslation('field')
  const now = usePresent()
  const tracker = useTracker()
  const track = useLive(tracker.track)
  const wordsOf = useWordsOf()
  const [problem, setProblem] = useState<string | null>(null)
  const act = (work: () => Promise<void>) => () => {
    setProblem(null)
    void work().catch((thrown) => setProblem(wordsOf(thrown)))
  }
  const holes =
    track === null
      ? []
      : holesOf(
          track.times.map((at) => at * 1000),
          { beganAt: Date.parse(track.beganAt), endedAt: now.getTime() },
        )
  return (
    <>
      <Notice kind="mind">{t('track.honest')}</Notice>
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      {track === null ? (
        <Button look="main" wide onClick={act(tracker.begin)}>
          {t('track.begin')}
        </Button>
      ) : (
        <>
          <p>
            {t('track.on')} <TimeText at={track.beganAt} /> · {t('track.points', { count: track.times.length })}
          </p>
          <Button look="main" icon="stop" wide onClick={act(tracker.end)}>
            {t('track.end')}
          </Button>
          <Holes
            holes={holes.map(({ from, to }) => ({
              from: new Date(from).toISOString(),
              to: new Date(to).toISOString(),
            }))}
          />
        </>
      )}
    </>
  )
}
