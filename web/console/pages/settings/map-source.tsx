import { Button, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TileSource } from '../../api/station-settings.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { Field } from '../../fields/field.tsx'
import styles from './settings.module.css'

const blank: TileSource = { url: '', attribution: '', approvalNumber: '', datum: 'wgs-84', maxZoom: 18 }

type Props = {
  readonly value: TileSource | null
  readonly disabled: boolean
  readonly onChange: (source: TileSource | null) => void
}

/** A base map below our own layers; none ships. */
export function MapSource({ value, disabled, onChange }: Props) {
  const { t } = useTranslation()
  if (value === null) {
    return (
      <p className={styles.mapNone}>
        {t('settings.station.mapNone')}
        {!disabled && (
          <Button size="small" onClick={() => onChange(blank)}>
            {t('settings.station.mapUse')}
          </Button>
        )}
      </p>
    )
  }
  const change = (part: Partial<TileSource>) => onChange({ ...value, ...part })
  const line = (label: string, text: string, key: 'url' | 'attribution' | 'approvalNumber', hint?: string) => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Input
        aria-label={label}
        value={text}
        maxLength={key === 'url' ? 500 : 200}
        spellCheck={false}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </Field>
  )
  return (
    <>
      {line(t('settings.station.mapUrl'), value.url, 'url', t('settings.station.mapUrlHint'))}
      <div className={styles.columns}>
        {line(t('settings.station.mapAttribution'), value.attribution, 'attribution')}
        {line(t('settings.station.mapApproval'), value.approvalNumber, 'approvalNumber')}
        <Field label={t('settings.station.mapZoom')}>
          <InputNumber
            aria-label={t('settings.station.mapZoom')}
            disabled={disabled}
            min={1}
            max={22}
            precision={0}
            value={value.maxZoom}
            onChange={(maxZoom) => maxZoom !== null && change({ maxZoom })}
          />
        </Field>
      </div>
      <Field label={t('settings.station.mapDatum')} group>
        <ChoiceCards
          label={t('settings.station.mapDatum')}
          choices={(['wgs-84', 'gcj-02'] as const).map((datum) => ({
            value: datum,
            label: t(`settings.station.datum.${datum}`),
          }))}
          value={value.datum}
          onChange={(datum) => change({ datum })}
        />
      </Field>
      {!disabled && (
        <Button size="small" className={styles.quick ?? ''} onClick={() => onChange(null)}>
          {t('settings.station.mapNone')}
        </Button>
      )}
    </>
  )
}
