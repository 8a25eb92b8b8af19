import { newId } from '@sifang/client'
import { redByDefault, stationCategories } from '@sifang/domain/incidents'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/me.ts'
import { changeSettings, type StationAndSettings, type StationSettings } from '../../api/station-settings.ts'
import { type Streak, streaksQuery } from '../../api/streaks.ts'
import { Problem } from '../../shell/problem.tsx'
import { useCategoryName } from '../incidents/category-words.ts'
import { useStreakWords } from '../streaks/streak-words.ts'
import { NewCategory } from './new-category.tsx'
import styles from './settings.module.css'

type Props = { readonly station: StationAndSettings; readonly onReadAgain: () => void }

/** The categories with their switches; saved as a whole on top of what was read. */
export function CategoriesForm({ station, onReadAgain }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const name = useCategoryName()
  const words = useStreakWords()
  const mayChange = useMay('station.configure') !== null
  const mayRead = useMay('streak.read') !== null
  const { data: streaks } = useQuery({ ...streaksQuery(), enabled: mayRead })
  const [changed, setChanged] = useState<{ readonly basedOn: number; readonly settings: StationSettings } | null>(null)
  const [id, setId] = useState(newId)
  const settings = changed?.settings ?? station.settings
  const change = (part: Partial<StationSettings>) =>
    setChanged({ basedOn: changed?.basedOn ?? station.version, settings: { ...settings, ...part } })
  const saving = useMutation({
    mutationFn: (what: { basedOn: number; settings: StationSettings }) => changeSettings({ id, ...what }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['station'] })
      setChanged(null)
      setId(newId())
      void message.success(t('settings.station.saved'))
    },
    // another body needs another id
    onError: () => setId(newId()),
  })
  const categories = stationCategories(settings)
  const running = (streaks?.rows ?? []).filter(({ endedOn }) => endedOn === null)
  const broken = (category: string, own: readonly string[]) =>
    running.filter((streak) => breaksOf(streak, category, own)).map(words.name)
  const without = (list: readonly string[], category: string) => list.filter((one) => one !== category)

  return (
    <div className={styles.station}>
      <section className={styles.section}>
        <p className={styles.hint}>{t('settings.categories.lead')}</p>
        {!mayChange && <p className={styles.hint}>{t('settings.station.readOnly')}</p>}
        <ul className={styles.categories}>
          {categories.map((category) => {
            const called = name(category)
            const breaks = broken(category.id, category.own?.breaks ?? [])
            return (
              <li key={category.id}>
                <span className={styles.categoryName}>
                  {called} {category.own !== null && <small>{t('settings.categories.own')}</small>}
                </span>
                <span>
                  <Switch
                    aria-label={`${called}：${t('settings.categories.inUse')}`}
                    size="small"
                    disabled={!mayChange}
                    checked={category.inUse}
                    onChange={(on) => {
                      const rest = without(settings.unusedCategories, category.id)
                      change({ unusedCategories: on ? rest : [...rest, category.id] })
                    }}
                  />{' '}
                  {t('settings.categories.inUse')}
                </span>
                <span>
                  <Switch
                    aria-label={`${called}：${t('settings.categories.turnsRed')}`}
                    size="small"
                    disabled={!mayChange}
                    checked={category.turnsRed}
                    onChange={(on) => {
                      const rest = without(settings.redCategories ?? redByDefault, category.id)
                      change({ redCategories: on ? [...rest, category.id] : rest })
                    }}
                  />{' '}
                  {t('settings.categories.turnsRed')}
                </span>
                {mayRead && (
                  <span className={styles.hint}>
                    {t('settings.categories.breaks')}
                    {t('words.colon')}
                    {breaks.length === 0 ? t('settings.categories.none') : breaks.join(t('words.listComma'))}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        {mayChange && settings.redCategories !== null && (
          <Button className={styles.quick ?? ''} onClick={() => change({ redCategories: null })}>
            {t('settings.categories.redUsual')}
          </Button>
        )}
      </section>
      {mayChange && (
        <NewCategory
          streaks={running}
          taken={categories.map(name)}
          onAdd={({ turnsRed, ...own }) =>
            change({
              ownCategories: [...settings.ownCategories, own],
              ...(turnsRed ? { redCategories: [...(settings.redCategories ?? redByDefault), own.id] } : {}),
            })
          }
        />
      )}
      {saving.error && <Problem of={saving.error} />}
      {mayChange && (
        <div className={styles.save}>
          <Button
            type="primary"
            disabled={changed === null}
            loading={saving.isPending}
            onClick={() => changed && saving.mutate(changed)}
          >
            {t('settings.station.save')}
          </Button>
          {changed !== null && (
            <>
              <Button
                onClick={() => {
                  setChanged(null)
                  saving.reset()
                  onReadAgain()
                }}
              >
                {t(saving.error ? 'settings.station.readAgain' : 'settings.station.undo')}
              </Button>
              <span className={styles.hint}>{t('settings.station.unsaved')}</span>
            </>
          )}
        </div>
      )}
    </div>
  )
}

const breaksOf = (streak: Streak, category: string, own: readonly string[]): boolean =>
  streak.breakers.includes(category) || own.includes(streak.id)
