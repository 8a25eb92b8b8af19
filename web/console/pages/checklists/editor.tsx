import { checklistFaults, checklistFaultWords } from '@sifang/domain/checklists'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Content } from '../../api/checklists.ts'
import { Field } from '../../fields/field.tsx'
import { Problem } from '../../shell/problem.tsx'
import styles from './checklists.module.css'
import { ItemCard } from './item-card.tsx'
import { itemKinds, newItem } from './new-item.ts'

type Props = {
  readonly value: Content
  readonly onChange: (content: Content) => void
  readonly dirty: boolean
  /** The version that saving makes. */
  readonly next: number
  readonly pending: boolean
  readonly problem: unknown
  readonly onSave: () => void
}

/** The questions in their order; each says below itself what is wrong with it. */
export function Editor({ value, onChange, dirty, next, pending, problem, onSave }: Props) {
  const { t, i18n } = useTranslation()
  const [tried, setTried] = useState(false)
  const { title, items } = value
  const faults = checklistFaults(value)
  const said = (at: number | null) =>
    tried
      ? faults
          .filter(({ item }) => item === at)
          .map((fault) => checklistFaultWords(fault)[i18n.language === 'en' ? 'en' : 'zh'])
      : []
  const set = (next: Content['items']) => onChange({ ...value, items: next })
  const move = (from: number, to: number) => {
    const moved = items[from]
    if (!moved || to < 0 || to >= items.length) return
    const rest = items.filter((_, at) => at !== from)
    set([...rest.slice(0, to), moved, ...rest.slice(to)])
  }
  const save = () => {
    setTried(true)
    if (faults.length === 0 && !pending) onSave()
  }
  return (
    <div className={styles.editor}>
      <Field label={t('checklists.name')} problem={said(null).join(' ') || undefined}>
        <Input
          size="large"
          aria-label={t('checklists.name')}
          maxLength={80}
          value={title}
          onChange={(event) => onChange({ ...value, title: event.target.value })}
        />
      </Field>
      <ol className={styles.items}>
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names are edited; the place is what stays
          <li key={at}>
            <ItemCard
              item={item}
              no={at + 1}
              faults={said(at)}
              onChange={(changed) => set(items.map((one, index) => (index === at ? changed : one)))}
              onUp={() => move(at, at - 1)}
              onDown={() => move(at, at + 1)}
              onRemove={() => set(items.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ol>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot wrap its children as a row */}
      <div className={styles.add} role="group" aria-label={t('checklists.add')}>
        <span className={styles.quiet}>{t('checklists.add')}</span>
        {itemKinds.map((kind) => (
          <Button key={kind} onClick={() => set([...items, newItem(kind, items)])}>
            {t(`checklists.kinds.${kind}`)}
          </Button>
        ))}
      </div>
      {problem ? <Problem of={problem} /> : null}
      <div className={styles.save}>
        <Button type="primary" size="large" loading={pending} disabled={!dirty && next > 1} onClick={save}>
          {t(pending ? 'checklists.saving' : 'checklists.save', { version: next })}
        </Button>
        {dirty && <span className={styles.quiet}>{t('checklists.dirty')}</span>}
      </div>
    </div>
  )
}
