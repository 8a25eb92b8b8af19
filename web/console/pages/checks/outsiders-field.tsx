import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Outsider, parties } from '../../api/checks.ts'
import styles from './checks.module.css'

type Props = {
  readonly value: readonly Outsider[]
  readonly onChange: (outsiders: readonly Outsider[]) => void
  readonly tried: boolean
}

export const nobody: Outsider = { party: 'manager', organisation: '', name: '' }

/** People of the place or of a regulator who come along. */
export function OutsidersField({ value, onChange, tried }: Props) {
  const { t } = useTranslation()
  return (
    <div className={styles.lines}>
      {value.map((outsider, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
        <div key={at} className={styles.outsider}>
          <OutsiderFields
            value={outsider}
            tried={tried}
            onChange={(next) => onChange(value.map((one, index) => (index === at ? next : one)))}
          />
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={`${t('checks.form.remove')} ${outsider.name}`}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => onChange([...value, nobody])}>
        {t('checks.form.addOutsider')}
      </Button>
    </div>
  )
}

type OneProps = {
  readonly value: Outsider
  readonly onChange: (outsider: Outsider) => void
  readonly tried: boolean
}

/** Who somebody from outside is: for whom, organisation, name. */
export function OutsiderFields({ value, onChange, tried }: OneProps) {
  const { t } = useTranslation()
  const nameless = tried && value.name.trim() === ''
  return (
    <div className={styles.person}>
      <Select
        aria-label={t('checks.form.party')}
        value={value.party}
        onChange={(party) => onChange({ ...value, party })}
        options={parties.map((party) => ({ value: party, label: t(`checks.parties.${party}`) }))}
      />
      <Input
        aria-label={t('checks.form.organisation')}
        placeholder={t('checks.form.organisation')}
        maxLength={80}
        value={value.organisation}
        onChange={(event) => onChange({ ...value, organisation: event.target.value })}
      />
      <Input
        aria-label={t('checks.form.name')}
        placeholder={nameless ? t('checks.form.needed.outsider') : t('checks.form.name')}
        status={nameless ? 'error' : ''}
        maxLength={60}
        autoComplete="off"
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
      />
    </div>
  )
}
