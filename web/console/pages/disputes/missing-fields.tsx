import { enteringOf } from '@sifang/domain/papers'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DisputeDetail, type Opened, openDispute } from '../../api/disputes.ts'
import { useMay } from '../../api/me.ts'
import type { PaperLine } from '../../api/papers.ts'
import { Problem } from '../../shell/problem.tsx'
import { knownKey } from '../place/read-details.ts'
import styles from './disputes.module.css'
import { PartyDialog, type PartyField, partyFields } from './party-dialog.tsx'
import { stepKinds } from './steps/step-kinds.ts'
import { type Supplement, SupplementForm } from './steps/supplement-form.tsx'

type Props = {
  readonly dispute: DisputeDetail
  readonly row: PaperLine
  readonly opened: Opened | null
  readonly onOpened: (opened: null) => void
  readonly onLookAgain: () => void
}

type Party = { readonly party: Opened['parties'][number] | null; readonly part?: Part; readonly field: PartyField }
type Part = 'applicant' | 'respondent'
type Field = PaperLine['missing'][number]

/** What a paper lacks: each leads to the field where it is entered, or says which step brings it. */
export function MissingFields({ dispute, row, opened, onOpened, onLookAgain }: Props) {
  const { t, i18n } = useTranslation()
  const mayEnter = useMay('dispute.write') !== null
  const [supplement, setSupplement] = useState<Supplement | null>(null)
  const [party, setParty] = useState<Party | null>(null)
  const opening = useOpening(dispute.id, setParty)
  const labelOf = ({ zh, en }: Field) => (i18n.language === 'en' ? en : zh)

  const enter = ({ field }: Field): (() => void) | null => {
    const entering = enteringOf(field, row.missing)
    if (entering === null || entering.kind === 'step' || !mayEnter) return null
    if (entering.kind === 'words') {
      const { of, word } = entering
      const asked = row.missing.flatMap((one) => {
        const other = enteringOf(one.field, row.missing)
        return other?.kind === 'words' && other.of === of ? [{ word: other.word, label: labelOf(one) }] : []
      })
      const no = row.kind === 'public-security-agreement' && of === 'sitting' ? lastSitting(dispute) : row.no
      return () => setSupplement({ of, no, asked, first: word })
    }
    const { partyId, part } = entering
    const known = knownKey(partyFields, entering.field) ?? 'name'
    if (partyId === null) return () => setParty({ party: null, field: 'name', ...(part ? { part } : {}) })
    return () => opening.mutate({ partyId, field: known })
  }

  return (
    <div className={styles.lacks}>
      <span className={styles.quiet}>{t('disputes.papers.lacks')}</span>
      {row.missing.map((one) => {
        const go = enter(one)
        return go ? (
          <Button key={one.field} size="small" onClick={go}>
            {labelOf(one)}
          </Button>
        ) : (
          <Waiting key={one.field} label={labelOf(one)} field={one.field} missing={row.missing} />
        )
      })}
      {opening.error && <Problem of={opening.error} />}
      {supplement && (
        <SupplementForm
          supplement={supplement}
          dispute={dispute}
          opened={opened}
          onLookAgain={onLookAgain}
          onClose={() => setSupplement(null)}
        />
      )}
      {party && (
        <PartyDialog
          dispute={dispute}
          party={party.party}
          part={party.part}
          first={party.field}
          // what was open is as it was before
          onDone={() => onOpened(null)}
          onClose={() => setParty(null)}
        />
      )}
    </div>
  )
}

/** What is known of a party is written anew as a whole: it is opened as it stands now, for the paper and on record. */
function useOpening(disputeId: string, onParty: (party: Party) => void) {
  type Asked = { readonly partyId: string; readonly field: PartyField }
  return useMutation({
    mutationFn: async ({ partyId, field }: Asked): Promise<Party> => {
      const { parties } = await openDispute(disputeId, 'paper')
      return { party: parties.find(({ id }) => id === partyId) ?? null, field }
    },
    onSuccess: onParty,
  })
}

const lastSitting = ({ sittings }: DisputeDetail): number | null => sittings.at(-1)?.no ?? null

type WaitingProps = { readonly label: string; readonly field: string; readonly missing: readonly Field[] }

/** Brought by a step, which is taken above; or by the record itself. */
function Waiting({ label, field, missing }: WaitingProps) {
  const { t } = useTranslation()
  const entering = enteringOf(field, missing)
  const step = entering?.kind === 'step' ? knownKey(stepKinds, entering.step) : undefined
  return (
    <span className={styles.quiet}>
      {step ? t('disputes.papers.lacksStep', { field: label, step: t(`disputes.steps.${step}`) }) : label}
    </span>
  )
}
