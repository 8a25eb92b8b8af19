import { Outlet } from '@tanstack/react-router'
import { App as AntdApp } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TableInstant } from '../../ui/date-text.tsx'
import { KeySheet } from '../../ui/keyboard/key-sheet.tsx'
import { StationTimeProvider } from '../../ui/station-time.tsx'
import { useNarrow } from '../../ui/theme/appearance.tsx'
import { useLive } from '../api/live.ts'
import { useMe } from '../api/me.ts'
import { UrgentArrivals } from '../pages/follow-ups/alarm/urgent-arrivals.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { ConnectionBanner } from './connection.tsx'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { usePagesAtHand } from './pages-at-hand.ts'
import { SearchPalette } from './search-palette.tsx'
import styles from './shell.module.css'
import { useShellKeys } from './shell-keys.ts'
import { SignInAgain } from './sign-in-again.tsx'

/** The frame around every page for somebody signed in. */
export function Shell() {
  const { t } = useTranslation()
  const { station, clock } = useMe()
  const narrow = useNarrow()
  const [searching, setSearching] = useState(false)
  const [keysShown, setKeysShown] = useState(false)
  useLive()
  usePagesAtHand()
  useShellKeys({ search: () => setSearching(true), showKeys: () => setKeysShown(true) })

  return (
    <StationTimeProvider timeZone={station.timeZone} serverNow={clock.now}>
      <AntdApp className={styles.shell ?? ''} message={{ maxCount: 2 }}>
        <a className={styles.skip} href="#content">
          {t('shell.skip')}
        </a>
        <Header onSearch={() => setSearching(true)} onShowKeys={() => setKeysShown(true)} />
        {!narrow && <Navigation />}
        <main className={styles.content} id="content" tabIndex={-1}>
          <p className={styles.paper}>
            {station.name} · <TableInstant at={clock.now} /> {station.demo && t('shell.ribbon.demo')}
          </p>
          <div className={styles.page}>
            <Outlet />
          </div>
          <ConnectionBanner />
        </main>
        {narrow && <BottomBar />}
        <SearchPalette open={searching} onClose={() => setSearching(false)} />
        <KeySheet open={keysShown} onClose={() => setKeysShown(false)} />
        <UrgentArrivals />
        <SignInAgain />
      </AntdApp>
    </StationTimeProvider>
  )
}
