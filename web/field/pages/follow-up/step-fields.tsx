import type { OwnPart } from '@sifang/client/phone'
import { disputeCauses, incidentReasons } from '@sifang/domain/disputes'
import { useTranslation } from 'react-i18next'
import { SelectField, TextField, Tick } from '../../parts/field.tsx'
import { Notice } from '../../parts/notice.tsx'
import type { FieldStep } from './field-steps.ts'
import type { StepDraft } from './step-draft.ts'

type Props = {
  readonly kind: FieldStep
  readonly draft: StepDraft
  readonly own: OwnPart
  readonly villageId: string | null
  readonly onChange: (part: Partial<StepDraft>) => void
}

const asked = ['injury', 'weapon', 'damage', 'party-refuses', 'family-violence'] as const

/** What a step asks for beside its words. */
export function StepFields({ kind, draft, own, villageId, onChange }: Props) {
  const { t } = useTranslation('field')
  switch (kind) {
    case 'procedure-chosen':
      return (
        <>
          <SelectField
            label={t('step.cause')}
            value={draft.cause}
            onChange={(cause) => onChange({ cause: disputeCauses.find(({ id }) => id === cause)?.id ?? draft.cause })}
            options={disputeCauses.map(({ id }) => ({ value: id, label: t(`words.topic.${id}`) }))}
          />
          <fieldset>
            <legend>{t('step.circumstances')}</legend>
            {asked.map((one) => (
              <Tick
                key={one}
                label={t(`words.circumstance.${one}`)}
                checked={draft.circumstances.includes(one)}
                onChange={(on) =>
                  onChange({
                    circumstances: on
                      ? [...draft.circumstances, one]
                      : draft.circumstances.filter((other) => other !== one),
                  })
                }
              />
            ))}
          </fieldset>
          {incidentReasons(asked.filter((one) => draft.circumstances.includes(one))).length > 0 && (
            <Notice kind="mind">{t('step.incidentToo')}</Notice>
          )}
        </>
      )
    case 'cadre-contacted': {
      const cadres = own.members.filter(({ role }) => role === 'cadre')
      const here = cadres.filter(({ villageIds }) => villageId !== null && villageIds.includes(villageId))
      return (
        <SelectField
          label={t('step.cadre')}
          value={draft.cadreId}
          onChange={(cadreId) => onChange({ cadreId })}
          options={[
            { value: '', label: t('step.cadreOther') },
            ...(here.length > 0 ? here : cadres).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )
    }
    case 'on-the-scene':
      return (
        <Tick label={t('step.withCadre')} checked={draft.withCadre} onChange={(withCadre) => onChange({ withCadre })} />
      )
    case 'sitting':
      return (
        <>
          <SelectField
            label={t('step.outcome')}
            value={draft.outcome}
            onChange={(outcome) => onChange({ outcome: sittingOutcomes.find((one) => one === outcome) ?? 'adjourned' })}
            options={sittingOutcomes.map((one) => ({ value: one, label: t(`step.outcomes.${one}`) }))}
          />
          <p>{t('step.bothThere')}</p>
        </>
      )
    case 'agreed':
      return (
        <>
          <SelectField
            label={t('step.performed')}
            value={draft.performed}
            onChange={(performed) => onChange({ performed: performed === 'later' ? 'later' : 'there' })}
            options={[
              { value: 'there', label: t('step.performedThere') },
              { value: 'later', label: t('step.performedLater') },
            ]}
          />
          {draft.performed === 'later' && (
            <TextField
              label={t('step.dueOn')}
              type="date"
              value={draft.dueOn}
              onChange={(dueOn) => onChange({ dueOn })}
            />
          )}
        </>
      )
    case 'revisited':
      return (
        <>
          <SelectField
            label={t('step.how')}
            value={draft.how}
            onChange={(how) => onChange({ how: how === 'phone' ? 'phone' : 'in-person' })}
            options={[
              { value: 'in-person', label: t('step.inPerson') },
              { value: 'phone', label: t('step.byPhone') },
            ]}
          />
          <SelectField
            label={t('step.revisit')}
            value={draft.revisit}
            onChange={(revisit) => onChange({ revisit: revisits.find((one) => one === revisit) ?? 'kept' })}
            options={revisits.map((one) => ({ value: one, label: t(`step.revisits.${one}`) }))}
          />
        </>
      )
    case 'informed':
      return <p>{t('step.informedWhat')}</p>
    case 'settled-there':
      return null
  }
}

const sittingOutcomes = ['agreed', 'adjourned', 'failed'] as const
const revisits = ['kept', 'not-kept', 'quarrel-again'] as const
