import { MenuOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../api/me.ts'
import styles from './bottom-bar.module.css'
import { pageIcons } from './page-icons.tsx'
import { type PageEntry, visiblePages } from './pages.ts'

/** How many pages fit beside “more” under a thumb. */
const direct = 4

/** On a phone's width the first pages stand below, the others in a drawer. */
export function BottomBar() {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const [open, setOpen] = useState(false)
  const visible = visiblePages(permissions)
  return (
    <nav className={`${styles.bar} screen-only`} aria-label={t('shell.nav.label')}>
      {visible.slice(0, direct).map((page) => (
        <Entry key={page.name} page={page} />
      ))}
      {visible.length > direct && (
        <button type="button" className={styles.entry} onClick={() => setOpen(true)} aria-expanded={open}>
          <MenuOutlined className={styles.icon} aria-hidden="true" />
          {t('shell.nav.more')}
        </button>
      )}
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="auto"
        title={t('shell.nav.more')}
        styles={{ body: { padding: 8 } }}
      >
        <div className={styles.grid}>
          {visible.slice(direct).map((page) => (
            <Entry key={page.name} page={page} onGo={() => setOpen(false)} />
          ))}
        </div>
      </Drawer>
    </nav>
  )
}

function Entry({ page, onGo }: { readonly page: PageEntry; readonly onGo?: () => void }) {
  const { t } = useTranslation()
  const Icon = pageIcons[page.name]
  return (
    <Link
      to={page.to}
      className={styles.entry}
      activeOptions={{ exact: page.to === '/', includeSearch: false }}
      activeProps={{ className: styles.active ?? '' }}
      {...(onGo ? { onClick: onGo } : {})}
    >
      <Icon className={styles.icon} aria-hidden="true" />
      {t(`shell.nav.${page.name}`)}
    </Link>
  )
}
