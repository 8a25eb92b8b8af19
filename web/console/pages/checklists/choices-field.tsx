import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './checklists.module.css'
import type { ContentItem } from './new-item.ts'

type Answered = Extract<ContentItem, { kind: 'choice' | 'yes-no' }>
type Choosing = Extract<ContentItem, { kind: 'choice' }>

/** The usual days until a hazard is to be put right. */
const usualDays = 15

type HazardProps = {
  readonly item: Answered
  readonly answer: string
  readonly label: string
  readonly onChange: (item: Answered) => void
}

/** Whether an answer is a hazard, and in how many days it is to be put right. */
export function HazardField({ item, answer, label, onChange }: HazardProps) {
  const { t } = useTranslation()
  const hazards = item.hazards ?? []
  const hazard = hazards.find((one) => one.answer === answer)
  const others = hazards.filter((one) => one.answer !== answer)
  return (
    <span className={styles.hazardLine}>
      <span>{label}</span>
      <Checkbox
        checked={hazard !== undefined}
        onChange={(event) =>
          onChange({ ...item, hazards: event.target.checked ? [...others, { answer, days: usualDays }] : others })
        }
      >
        {t('checklists.item.hazard')}
      </Checkbox>
      {hazard && (
        <>
          <InputNumber
            aria-label={t('checklists.item.days', { answer: label })}
            min={0}
            max={365}
            precision={0}
            style={{ width: 72 }}
            value={hazard.days}
            onChange={(days) => onChange({ ...item, hazards: [...others, { answer, days: days ?? 0 }] })}
          />
          <span className={styles.quiet}>{t('checklists.item.daysUnit')}</span>
        </>
      )}
    </span>
  )
}

/** The choices of a question: words, code, hazard. */
export function ChoicesField({
  item,
  onChange,
}: {
  readonly item: Choosing
  readonly onChange: (item: ContentItem) => void
}) {
  const { t } = useTranslation()
  const { choices } = item
  const set = (at: number, part: { readonly name?: string; readonly label?: string }) => {
    const before = choices[at]
    const hazards = (item.hazards ?? []).map((hazard) =>
      part.name !== undefined && hazard.answer === before?.name ? { ...hazard, answer: part.name } : hazard,
    )
    onChange({ ...item, hazards, choices: choices.map((one, index) => (index === at ? { ...one, ...part } : one)) })
  }
  const remove = (at: number) =>
    onChange({
      ...item,
      choices: choices.filter((_, index) => index !== at),
      hazards: (item.hazards ?? []).filter(({ answer }) => answer !== choices[at]?.name),
    })
  const add = () => {
    let no = choices.length + 1
    while (choices.some(({ name }) => name === `c${no}`)) no++
    onChange({ ...item, choices: [...choices, { name: `c${no}`, label: '' }] })
  }
  return (
    <div className={styles.choices}>
      {choices.map((choice, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: codes are edited; the place is what stays
        <div key={at} className={styles.choice}>
          <Input
            aria-label={t('checklists.item.choiceLabel')}
            placeholder={t('checklists.item.choiceLabel')}
            maxLength={300}
            value={choice.label}
            onChange={(event) => set(at, { label: event.target.value })}
          />
          <Input
            aria-label={t('checklists.item.choiceName')}
            placeholder={t('checklists.item.choiceName')}
            maxLength={64}
            value={choice.name}
            onChange={(event) => set(at, { name: event.target.value })}
          />
          <HazardField item={item} answer={choice.name} label="" onChange={onChange} />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={`${t('checklists.item.removeChoice')} ${choice.label}`}
            onClick={() => remove(at)}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={add}>
        {t('checklists.item.addChoice')}
      </Button>
    </div>
  )
}
