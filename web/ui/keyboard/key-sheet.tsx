import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './key-sheet.module.css'
import { useKeyList } from './keyboard.tsx'

/** All keys that work here now, as `?` shows them. */
export function KeySheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('ui')
  const list = useKeyList()
  const bindings = open ? list() : []
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={560} destroyOnHidden>
      <dl className={styles.sheet}>
        {bindings.map((binding) => (
          <div key={binding.keys} className={styles.row}>
            <dt>
              {binding.keys.split(' ').map((key) => (
                <kbd key={key}>{keyName(key)}</kbd>
              ))}
            </dt>
            <dd>{binding.label}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

const names: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
}

function keyName(key: string): string {
  return names[key] ?? key
}
