import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../../ui/date-text.tsx'
import { type AppearanceChoice, useAppearance } from '../../../ui/theme/appearance.tsx'
import { Button, lookOf } from '../../parts/button.tsx'
import { SelectField } from '../../parts/field.tsx'
import { Icon } from '../../parts/icons.tsx'
import { useOwn, usePart, usePhone, useStanding } from '../../phone.tsx'
import { Page } from '../../shell/page.tsx'
import { NotKnown } from '../enrol/not-known.tsx'
import { ChangeLanguage } from './change-language.tsx'
import { Connection } from './connection.tsx'
import styles from './me.module.css'
import { StorageNotice } from './storage-notice.tsx'
import { TextSize } from './text-size.tsx'

/** The member, the phone, how the app looks, and the lock. */
export function MePage() {
  const { t } = useTranslation('field')
  const phone = usePhone()
  const standing = useStanding()
  const own = useOwn()
  const { syncedAt } = usePart()
  const { choice, choose } = useAppearance()
  const name = standing.kind === 'open' ? standing.memberName : ''
  return (
    <Page top title={t('shell.me')}>
      <NotKnown />
      <section className={styles.section}>
        <p className={styles.who}>
          <b>{name}</b>
          {own && ` · ${t(`words.role.${own.member.role}`)}`}
        </p>
        {own && (
          <div>
            <p>{own.station.name}</p>
            {own.dutyOfficer !== null && <p>{t('me.dutyOfficer', { name: own.dutyOfficer })}</p>}
          </div>
        )}
        {own && !own.dutyPhone && <p>{t('me.noDutyPhone')}</p>}
        <Button wide icon="new-lock" onClick={() => void phone.lock()}>
          {t('me.lock')}
        </Button>
      </section>
      <section className={styles.section}>
        <h2>{t('me.look')}</h2>
        <TextSize />
        <SelectField
          label={t('me.appearance')}
          value={choice}
          onChange={(next) => choose(next as AppearanceChoice)}
          options={(['system', 'light', 'dark'] as const).map((one) => ({
            value: one,
            label: t(`me.appearances.${one}`),
          }))}
        />
        <div>
          <ChangeLanguage />
        </div>
      </section>
      <section className={styles.section}>
        <h2>{t('me.phone')}</h2>
        <Connection />
        <p>
          {syncedAt === null ? (
            t('me.neverSynced')
          ) : (
            <>
              {t('me.syncedAt')} <TableInstant at={syncedAt} />
            </>
          )}
        </p>
        <Button wide icon="again" onClick={() => void phone.sync()}>
          {t('me.sync')}
        </Button>
        <StorageNotice />
      </section>
      <section className={styles.section}>
        <h2>{t('me.more')}</h2>
        <Link to="/check-in" className={lookOf({ wide: true })}>
          <Icon name="near" />
          <span>{t('checkIn.title')}</span>
        </Link>
        <Link to="/tracks" className={lookOf({ wide: true })}>
          <Icon name="wheel-tracks" />
          <span>{t('tracks.title')}</span>
        </Link>
        {(own?.member.role === 'volunteer' || own?.member.role === 'cadre') && (
          <Link to="/informal" className={lookOf({ wide: true })}>
            <Icon name="peaceful" />
            <span>{t('informal.title')}</span>
          </Link>
        )}
        <Link to="/me/help" className={lookOf({ wide: true })}>
          <Icon name="not-found" />
          <span>{t('help.title')}</span>
        </Link>
      </section>
      <p className={styles.emergency}>{t('me.emergency')}</p>
    </Page>
  )
}
