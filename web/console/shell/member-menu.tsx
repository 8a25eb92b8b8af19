import { useNavigate } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { type AppearanceChoice, useAppearance } from '../../ui/theme/appearance.tsx'
import { signOut, useMe } from '../api/me.ts'
import { changeLanguage, type Language } from '../language.ts'
import styles from './member-menu.module.css'

const appearances = ['system', 'light', 'dark'] as const satisfies readonly AppearanceChoice[]

/** Who I am here, language, appearance, keys, sign-out. */
export function MemberMenu({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { t, i18n } = useTranslation()
  const { member } = useMe()
  const navigate = useNavigate()
  const { choice, choose } = useAppearance()

  const items: MenuProps['items'] = [
    {
      key: 'appearance',
      type: 'group',
      label: t('shell.menu.appearance'),
      children: appearances.map((key) => ({ key: `appearance:${key}`, label: t(`shell.menu.${key}`) })),
    },
    {
      key: 'language',
      type: 'group',
      label: t('shell.menu.language'),
      children: [
        { key: 'language:zh-CN', label: '中文' },
        { key: 'language:en', label: 'English' },
      ],
    },
    { type: 'divider' },
    { key: 'account', label: t('account.own.menu') },
    { key: 'keys', label: t('shell.menu.keys'), extra: '?' },
    { key: 'sign-out', label: t('shell.menu.signOut') },
  ]

  const chosen = ({ key }: { key: string }) => {
    if (key === 'account') return void navigate({ to: '/account' })
    if (key === 'keys') return onShowKeys()
    if (key === 'sign-out') return void leave()
    const [what, value] = key.split(':')
    if (what === 'appearance') choose(value as AppearanceChoice)
    if (what === 'language') void changeLanguage(value as Language)
  }

  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items,
        onClick: chosen,
        selectable: true,
        selectedKeys: [`appearance:${choice}`, `language:${i18n.language}`],
        style: { minWidth: 180 },
      }}
    >
      <button type="button" className={styles.me}>
        <span className={styles.initial} aria-hidden="true">
          {[...member.name][0]}
        </span>
        <span className="visually-hidden">{t('shell.menu.label')}</span>
        <span className={styles.name}>
          {member.name}
          <small>{t(`words.role.${member.role}`)}</small>
        </span>
      </button>
    </Dropdown>
  )
}

/** Nothing of one person stays in the page for the next: a full load. */
async function leave(): Promise<void> {
  await signOut().catch(() => undefined)
  location.assign('/sign-in')
}
