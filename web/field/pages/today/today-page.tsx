import { Link } from '@tanstack/react-router'
import { startTransition, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateText } from '../../../ui/date-text.tsx'
import { toSend } from '../../part/outbox.ts'
import { owedNow } from '../../part/owed.ts'
import { usePosition } from '../../part/position.ts'
import { Button, lookOf } from '../../parts/button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Notice } from '../../parts/notice.tsx'
import { ReadAloud } from '../../parts/read-aloud.tsx'
import { useLive, useOutbox, usePart, usePhone, usePresent } from '../../phone.tsx'
import { CallDutyRoom } from '../../shell/call-duty-room.tsx'
import { Page } from '../../shell/page.tsx'
import { NotKnown } from '../enrol/not-known.tsx'
import { Arrived } from './arrived.tsx'
import { Notices } from './notices.tsx'
import { OwedItem, useOwedInWords } from './owed-item.tsx'
import styles from './today.module.css'

/** As many as a page shows at once; more by a button. What fits on the first screens is drawn first. */
const pageSize = 100
const atFirst = 20

/** Where do I go next, and did my reports arrive. */
export function TodayPage() {
  const { t } = useTranslation('field')
  const part = usePart()
  const items = useOutbox()
  const now = usePresent()
  const { asked, ask } = usePosition()
  const [shown, setShown] = useState(atFirst)
  useEffect(() => startTransition(() => setShown((now) => Math.max(now, pageSize))), [])
  const inWords = useOwedInWords()
  const position = asked.kind === 'known' ? asked.position : null
  const owed = useMemo(() => owedNow(part, items, now, position), [part, items, now, position])
  const { persistent, daysSinceUse: days } = useLive(usePhone().storage)

  return (
    <Page
      top
      withoutCall
      title={t('shell.today')}
      aside={<Arrived waiting={items.filter(toSend).length} />}
      action={
        <>
          <Link to="/report" className={lookOf({ look: 'main', wide: true })}>
            <Icon name="microphone" />
            <span className={styles.report}>{t('today.report')}</span>
          </Link>
          <CallDutyRoom big />
        </>
      }
    >
      <p className={styles.day}>
        <DateText day={now.toISOString()} />
        {part.own && ` · ${part.own.station.name} `}
        {part.own?.station.demo && <b className={styles.whole}>{t('today.demo')}</b>}
      </p>
      {persistent !== true && days !== null && days >= 3 && (
        <Notice kind="mind">{t('today.longUnused', { count: days })}</Notice>
      )}
      <NotKnown />
      <Notices />
      <div className={styles.ways}>
        <Link to="/places" className={lookOf({})}>
          <Icon name="search" />
          <span>{t('today.find')}</span>
        </Link>
        <Button icon="near" onClick={() => void ask()} disabled={asked.kind === 'asking'}>
          {asked.kind === 'asking' ? t('today.locating') : t('today.nearest')}
        </Button>
        {owed.length > 0 && <ReadAloud text={() => owed.slice(0, 10).map(inWords).join('。')} />}
      </div>
      {asked.kind === 'unknown' && <Notice kind="mind">{t(`position.${asked.why}`)}</Notice>}
      {part.own === null ? (
        <p>{t('today.notYet')}</p>
      ) : owed.length === 0 ? (
        <p className={styles.nothing}>{t('today.nothing')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('today.list')}>
          {owed.slice(0, shown).map((one) => (
            <OwedItem key={one.key} owed={one} />
          ))}
        </ul>
      )}
      {owed.length > shown && (
        <Button wide onClick={() => setShown(shown + pageSize)}>
          {t('today.more', { count: owed.length - shown })}
        </Button>
      )}
    </Page>
  )
}
