import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TrackBar } from '../pages/track/track-bar.tsx'
import { TrackerProvider } from '../pages/track/tracker.tsx'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import { BottomBar } from './bottom-bar.tsx'
import styles from './frame.module.css'
import { useNewVersion } from './new-version.ts'
import { useAnyFormOpen } from './open-form.ts'

/** What stands around every page of an open phone. */
export function Frame() {
  const { t } = useTranslation('field')
  const take = useNewVersion(true)
  const formOpen = useAnyFormOpen()
  return (
    <TrackerProvider>
      <div className={styles.frame}>
        <TrackBar />
        <div className={styles.scroll}>
          {take && !formOpen && (
            <div className={styles.news}>
              <Notice kind="mind" action={<Button onClick={take}>{t('shell.newVersionTake')}</Button>}>
                {t('shell.newVersion')}
              </Notice>
            </div>
          )}
          <Outlet />
        </div>
        <BottomBar />
      </div>
    </TrackerProvider>
  )
}
