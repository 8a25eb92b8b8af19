import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Modal } from 'antd'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FoundLine } from './found-line.tsx'
import styles from './search-palette.module.css'
import { type Found, useFound } from './search-results.ts'

type Props = { readonly open: boolean; readonly onClose: () => void }

/** One box for everything: places by name, pinyin and initials, members, pages. Arrows choose, Enter goes. */
export function SearchPalette({ open, onClose }: Props) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={600}
      destroyOnHidden
      style={{ top: 72 }}
      styles={{ container: { padding: 0 } }}
    >
      <Palette onClose={onClose} />
    </Modal>
  )
}

function Palette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const { found, settled } = useFound(typed)
  const current = found[Math.min(at, found.length - 1)]

  const go = (to: Found) => {
    onClose()
    if (to.group === 'places') void navigate({ to: '/places/$placeId', params: { placeId: to.place.id } })
    else if (to.group === 'members') void navigate({ to: '/members', search: { selected: to.id } })
    else void navigate({ to: to.page.to })
  }

  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((now) => Math.max(0, Math.min(found.length - 1, Math.min(now, found.length - 1) + step)))
    }
    // Enter that ends a Chinese input is not meant for us
    if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) go(current)
  }

  return (
    <div className={styles.palette}>
      <label className={styles.field}>
        <SearchOutlined aria-hidden="true" />
        <span className="visually-hidden">{t('shell.search.label')}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: the box was opened to type into it
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current ? `${listId} ${current.key}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('shell.search.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={pressed}
        />
      </label>
      <div id={listId} role="listbox" aria-label={t('shell.search.label')} className={styles.list}>
        {found.map((one, index) => (
          <FoundLine
            key={one.key}
            id={`${listId} ${one.key}`}
            found={one}
            heading={found[index - 1]?.group !== one.group}
            current={one === current}
            onGo={() => go(one)}
          />
        ))}
      </div>
      {found.length === 0 && settled && (
        <p className={styles.none}>{t('shell.search.none', { query: typed.trim() })}</p>
      )}
      <p className={styles.hint}>{t('shell.search.hint')}</p>
    </div>
  )
}
