import { SearchOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../ui/date-text.tsx'
import { Ribbon } from '../../ui/ribbon.tsx'
import { useMe } from '../api/me.ts'
import { ConnectionMark } from './connection.tsx'
import styles from './header.module.css'
import { MemberMenu } from './member-menu.tsx'

type Props = { readonly onSearch: () => void; readonly onShowKeys: () => void }

/** Station, search, who leads and who is on duty, connection, what is not real, my menu (INTERFACE "Console"). */
export function Header({ onSearch, onShowKeys }: Props) {
  const { t } = useTranslation()
  const { station, clock } = useMe()
  return (
    <header className={`${styles.header} screen-only`}>
      <Link to="/" className={styles.station}>
        {station.name}
      </Link>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="/">
        <SearchOutlined aria-hidden="true" />
        <span className={styles.searchHint}>{t('shell.search.placeholder')}</span>
        <span className="visually-hidden">{t('shell.search.label')}</span>
        <kbd>/</kbd>
      </button>
      <div className={styles.right}>
        <Shift />
        <ConnectionMark />
        {(station.demo || clock.set) && (
          <div className={styles.ribbons}>
            {station.demo && <Ribbon>{t('shell.ribbon.demo')}</Ribbon>}
            {clock.set && (
              <Ribbon>
                <SetClock now={clock.now} />
              </Ribbon>
            )}
          </div>
        )}
        <MemberMenu onShowKeys={onShowKeys} />
      </div>
    </header>
  )
}

function SetClock({ now }: { readonly now: string }) {
  const { t } = useTranslation()
  return (
    <>
      {t('shell.ribbon.clock', { at: '' })}
      <DateText day={now} /> <TimeText at={now} />
    </>
  )
}

function Shift() {
  const { t } = useTranslation()
  const { shift } = useMe()
  if (shift === undefined) return null
  if (shift === null) return <span className={styles.shift}>{t('shell.shift.none')}</span>
  return (
    <span className={styles.shift}>
      {t('shell.shift.leader')} <b>{shift.shiftLeader}</b>
      <span className={styles.dot}>·</span>
      {t('shell.shift.officer')} <b>{shift.dutyOfficer}</b>
    </span>
  )
}
