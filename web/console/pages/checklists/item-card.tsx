import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './checklists.module.css'
import { ChoicesField, HazardField } from './choices-field.tsx'
import type { ContentItem } from './new-item.ts'

type Props = {
  readonly item: ContentItem
  readonly no: number
  readonly faults: readonly string[]
  readonly onChange: (item: ContentItem) => void
  readonly onUp: () => void
  readonly onDown: () => void
  readonly onRemove: () => void
}

/** One item: its words, what may be answered, and behind a fold its conditions. */
export function ItemCard({ item, no, faults, onChange, onUp, onDown, onRemove }: Props) {
  const { t } = useTranslation()
  const label =
    item.kind === 'heading'
      ? t('checklists.item.headingLabel')
      : item.kind === 'note'
        ? t('checklists.item.noteLabel')
        : t('checklists.item.label')
  return (
    <section className={faults.length > 0 ? styles.faulty : styles.item} aria-label={`${no} ${item.label}`}>
      <div className={styles.itemHead}>
        <b>{no}</b>
        <span className={styles.quiet}>{t(`checklists.kinds.${item.kind}`)}</span>
        <span className={styles.itemActions}>
          <Button type="text" icon={<ArrowUpOutlined />} aria-label={t('checklists.item.up')} onClick={onUp} />
          <Button type="text" icon={<ArrowDownOutlined />} aria-label={t('checklists.item.down')} onClick={onDown} />
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('checklists.item.remove')} onClick={onRemove} />
        </span>
      </div>
      <Input.TextArea
        aria-label={label}
        placeholder={label}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={300}
        value={item.label}
        onChange={(event) => onChange({ ...item, label: event.target.value })}
      />
      {item.kind === 'choice' && <ChoicesField item={item} onChange={onChange} />}
      {item.kind === 'yes-no' &&
        (['yes', 'no'] as const).map((answer) => (
          <HazardField
            key={answer}
            item={item}
            answer={answer}
            label={t(`checklists.item.${answer}`)}
            onChange={onChange}
          />
        ))}
      {'name' in item && (
        <div className={styles.switches}>
          <Checkbox
            checked={item.required === 'true()'}
            indeterminate={item.required !== null && item.required !== 'true()'}
            onChange={(event) => onChange({ ...item, required: event.target.checked ? 'true()' : null })}
          >
            {t('checklists.item.required')}
          </Checkbox>
          {item.kind === 'number' && (
            <Checkbox checked={item.whole} onChange={(event) => onChange({ ...item, whole: event.target.checked })}>
              {t('checklists.item.whole')}
            </Checkbox>
          )}
          {item.kind === 'choice' && (
            <Checkbox checked={item.several} onChange={(event) => onChange({ ...item, several: event.target.checked })}>
              {t('checklists.item.several')}
            </Checkbox>
          )}
        </div>
      )}
      <details className={styles.more} open={faults.length > 0}>
        <summary>{t('checklists.item.more')}</summary>
        <Conditions item={item} onChange={onChange} />
      </details>
      {faults.map((fault) => (
        <p key={fault} className={styles.fault} role="alert">
          {fault}
        </p>
      ))}
    </section>
  )
}

function Conditions({ item, onChange }: Pick<Props, 'item' | 'onChange'>) {
  const { t } = useTranslation()
  const line = (label: string, placeholder: string, value: string | null, set: (text: string | null) => void) => (
    <div className={styles.condition}>
      <span>{label}</span>
      <Input
        aria-label={label}
        placeholder={placeholder}
        maxLength={500}
        autoComplete="off"
        value={value ?? ''}
        onChange={(event) => set(event.target.value === '' ? null : event.target.value)}
      />
    </div>
  )
  const relevant = line(
    t('checklists.item.relevant'),
    t('checklists.item.relevantHint'),
    item.relevant ?? null,
    (text) => onChange({ ...item, relevant: text }),
  )
  if (!('name' in item)) return relevant
  return (
    <>
      {line(t('checklists.item.name'), t('checklists.item.nameHint'), item.name, (name) =>
        onChange({ ...item, name: name ?? '' }),
      )}
      {relevant}
      {line(
        t('checklists.item.requiredCondition'),
        t('checklists.item.relevantHint'),
        item.required === 'true()' ? null : (item.required ?? null),
        (required) => onChange({ ...item, required }),
      )}
      {line(
        t('checklists.item.constraint'),
        t('checklists.item.constraintHint'),
        item.constraint ?? null,
        (constraint) => onChange({ ...item, constraint }),
      )}
      {line(t('checklists.item.constraintMessage'), '', item.constraintMessage ?? null, (constraintMessage) =>
        onChange({ ...item, constraintMessage }),
      )}
      {line(t('checklists.item.hint'), '', item.hint ?? null, (hint) => onChange({ ...item, hint }))}
    </>
  )
}
