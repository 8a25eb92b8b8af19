import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DateText, TimeText } from '../../ui/date-text.tsx'
import { Ribbon } from '../../ui/ribbon.tsx'
import { useMay, useMe } from '../api/me.ts'
import { todayQuery } from '../api/today.ts'
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
      <Link to="/" className={styles.station} title={station.name}>
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
        {(station.demo || clock.isSet) && (
          <div className={styles.ribbons}>
            {station.demo && <Ribbon>{t('shell.ribbon.demo')}</Ribbon>}
            {clock.isSet && (
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
    <span>
      {t('shell.ribbon.clock')} <DateText day={now} /> <TimeText at={now} />
    </span>
  )
}

/** Read with Today's figures, which the first page needs anyway. */
function Shift() {
  const { t } = useTranslation()
  const may = useMay('today.read')
  const { data: roster } = useQuery({ ...todayQuery, enabled: may !== null, select: (today) => today.roster })
  if (!roster) return null
  if (!roster.shiftLeader && !roster.dutyOfficer) return <span className={styles.shift}>{t('shell.shift.none')}</span>
  return (
    <span className={styles.shift}>
      {t('shell.shift.leader')} <b>{roster.shiftLeader ?? t('words.none')}</b>
      <span className={styles.dot}>·</span>
      {t('shell.shift.officer')} <b>{roster.dutyOfficer ?? t('words.none')}</b>
    </span>
  )
}
