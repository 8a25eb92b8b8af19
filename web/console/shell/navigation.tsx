import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMedia } from '../../ui/theme/appearance.tsx'
import { useMe } from '../api/me.ts'
import styles from './navigation.module.css'
import { pageIcons } from './page-icons.tsx'
import { visiblePages } from './pages.ts'

const stored = 'sifang.navigation'

/** The pages at the left; folds to icons by hand, and by itself where the desk is narrow. */
export function Navigation() {
  const { t } = useTranslation()
  const { permissions } = useMe()
  const narrowDesk = useMedia('(max-width: 1099px)')
  const [choice, setChoice] = useState(() => localStorage.getItem(stored))
  const folded = choice === null ? narrowDesk : choice === 'folded'
  const visible = visiblePages(permissions)

  const fold = () => {
    const next = folded ? 'open' : 'folded'
    localStorage.setItem(stored, next)
    setChoice(next)
  }

  return (
    <nav className={`${styles.nav} ${folded ? styles.folded : ''} screen-only`} aria-label={t('shell.nav.label')}>
      <ul className={styles.list}>
        {visible.map((page, index) => {
          const Icon = pageIcons[page.name]
          const gap = index > 0 && visible[index - 1]?.section !== page.section
          return (
            <li key={page.name} className={gap ? styles.gap : undefined}>
              <Link
                to={page.to}
                className={styles.link}
                activeOptions={{ exact: page.to === '/', includeSearch: false }}
                activeProps={{ className: styles.active ?? '', 'aria-current': 'page' }}
                title={folded ? t(`shell.nav.${page.name}`) : undefined}
              >
                <Icon className={styles.icon} aria-hidden="true" />
                <span className={folded ? 'visually-hidden' : styles.word}>{t(`shell.nav.${page.name}`)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <button type="button" className={styles.fold} onClick={fold}>
        {folded ? <MenuUnfoldOutlined aria-hidden="true" /> : <MenuFoldOutlined aria-hidden="true" />}
        <span className="visually-hidden">{folded ? t('shell.nav.expand') : t('shell.nav.collapse')}</span>
      </button>
    </nav>
  )
}
