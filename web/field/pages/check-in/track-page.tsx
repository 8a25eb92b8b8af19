import { newId } from '@sifang/client'
import { holesOf, trackConsentText } from '@sifang/domain/patrols'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../../ui/date-text.tsx'
import { Button } from '../../parts/button.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useLive, useOutbox, useOwn, usePhone, usePresent } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { Loading } from '../loading.tsx'
import { useWordsOf } from '../problem-words.ts'
import { Whereabouts } from '../whereabouts.tsx'
import styles from './check-in.module.css'
import { useTracker } from './tracker.tsx'

/** A continuous track: only with its member's own consent, switched on and off by hand. */
export function TrackPage() {
  const { t } = useTranslation('field')
  const own = useOwn()
  const items = useOutbox()
  const [problem, setProblem] = useState<string | null>(null)
  const wordsOf = useWordsOf()
  if (own === null) return <Loading />
  const wanting = items.find(({ label, state }) => label?.kind === 'track-consent' && state !== 'sent')
  const act = (work: () => Promise<unknown>) => async () => {
    setProblem(null)
    await work().catch((thrown) => setProblem(wordsOf(thrown)))
  }
  return (
    <Page title={t('track.title')}>
      {problem !== null && <Notice kind="wrong">{problem}</Notice>}
      {wanting && <Whereabouts id={wanting.id} />}
      {own.trackConsent === null ? (
        <Consent act={act} asked={wanting !== undefined} />
      ) : (
        <Running act={act} consentId={own.trackConsent.id} />
      )}
    </Page>
  )
}

type Act = { readonly act: (work: () => Promise<unknown>) => () => Promise<void> }

function Consent({ act, asked }: Act & { readonly asked: boolean }) {
  const { t, i18n } = useTranslation('field')
  const phone = usePhone()
  const { version, zh, en } = trackConsentText
  const agree = async () => {
    const id = newId()
    await phone.outbox.save({
      id,
      method: 'PUT',
      path: `/track-consents/${id}`,
      body: { textVersion: version, at: phone.now().toISOString() },
      label: { kind: 'track-consent', placeName: '' },
    })
    void phone.outbox.send()
  }
  return (
    <>
      <div className={styles.consent}>
        {(i18n.language === 'en' ? en : zh).split('\n').map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {asked ? <p>{t('track.consentWaits')}</p> : <Button onClick={act(agree)}>{t('track.agree')}</Button>}
    </>
  )
}

function Running({ act, consentId }: Act & { readonly consentId: string }) {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const now = usePresent()
  const tracker = useTracker()
  const track = useLive(tracker.track)
  const withdraw = async () => {
    await tracker.end()
    const id = newId()
    await phone.outbox.save({
      id,
      method: 'POST',
      path: `/track-consents/${consentId}/withdrawals`,
      body: { id, at: phone.now().toISOString() },
      label: { kind: 'track-consent', placeName: '' },
    })
    void phone.outbox.send()
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
          {holes.length > 0 && (
            <section>
              <h2>{t('track.holes')}</h2>
              <ul>
                {holes.map(({ from, to }) => (
                  <li key={from}>
                    <TimeText at={new Date(from).toISOString()} />–<TimeText at={new Date(to).toISOString()} />
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      <details className={styles.withdraw}>
        <summary>{t('track.withdrawAsk')}</summary>
        <p>{t('track.withdrawWhat')}</p>
        <Button onClick={act(withdraw)}>{t('track.withdraw')}</Button>
      </details>
    </>
  )
}
