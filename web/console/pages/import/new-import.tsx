import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Datum, type Sheet, sheets } from '../../api/imports.ts'
import { useMay } from '../../api/me.ts'
import { ChoiceCards } from '../../fields/choice-cards.tsx'
import { DropZone } from './drop-zone.tsx'
import styles from './new-import.module.css'
import { importRoute } from './route.ts'
import { SheetCards } from './sheet-cards.tsx'

const datums = ['wgs84', 'gcj02', 'bd09'] as const
const withPositions: readonly Sheet[] = ['divisions', 'places', 'lines']

/** What the sheet is, where its coordinates come from, the file: then it is read. */
export function NewImport() {
  const { t } = useTranslation()
  const { sheet: chosen } = importRoute.useSearch()
  const navigate = importRoute.useNavigate()
  const mayMembers = useMay('member.write') !== null
  const [datum, setDatum] = useState<Datum>('wgs84')
  const [turn, setTurn] = useState(false)
  const offered = sheets.filter((sheet) => sheet !== 'members' || mayMembers)
  const positions = chosen !== undefined && withPositions.includes(chosen)

  return (
    <section className={styles.new} aria-label={t('imports.start')}>
      <div>
        <h2>{t('imports.choose')}</h2>
        <p className={styles.hint}>{t('imports.order')}</p>
        <SheetCards
          offered={offered}
          value={chosen}
          onChange={(sheet) => void navigate({ search: { sheet }, replace: true, resetScroll: false })}
        />
      </div>
      {chosen && positions && (
        <div>
          <h2>{t('imports.datum.title')}</h2>
          <p className={styles.hint}>{t('imports.datum.hint')}</p>
          <ChoiceCards<Datum>
            label={t('imports.datum.title')}
            value={datum}
            onChange={setDatum}
            choices={datums.map((one) => ({
              value: one,
              label: t(`imports.datum.${one}`),
              hint: t(`imports.datum.code.${one}`),
            }))}
          />
          <Checkbox className={styles.turn ?? ''} checked={turn} onChange={(event) => setTurn(event.target.checked)}>
            {t('imports.datum.swapped')}
          </Checkbox>
        </div>
      )}
      {chosen && (
        <div>
          <h2>{t(positions ? 'imports.file.title' : 'imports.file.titleShort')}</h2>
          <DropZone
            key={chosen}
            told={{ sheet: chosen, datum, swapped: turn ? 'correct' : 'refuse' }}
            onUploaded={(id) => void navigate({ search: { selected: id } })}
          />
        </div>
      )}
    </section>
  )
}
