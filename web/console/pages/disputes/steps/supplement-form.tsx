import type { SupplementedField, SupplementedStep } from '@sifang/domain/disputes'
import { useState } from 'react'
import { type FormProps, StepFrame, sendStep } from './frame.tsx'
import { WordsField } from './words-field.tsx'

export type Supplement = {
  readonly of: SupplementedStep
  /** Of which sitting, inquiry or revisit. */
  readonly no: number | null
  /** What its paper lacks, as the paper calls it. */
  readonly asked: readonly { readonly word: SupplementedField; readonly label: string }[]
  /** The one that was chosen. */
  readonly first: SupplementedField
}

/** 补填: what a paper lacks of one step, all at once; what is left empty is still missing. */
export function SupplementForm({ supplement, ...props }: FormProps & { readonly supplement: Supplement }) {
  const { of, no, asked, first } = supplement
  const [words, setWords] = useState<Partial<Record<SupplementedField, string>>>({})
  const [sent, setSent] = useState(false)
  const said = Object.values(words).some((value) => value.trim() !== '')
  return (
    <StepFrame
      {...props}
      kind="supplemented"
      ready={said}
      onAsked={() => setSent(true)}
      send={sendStep(props.dispute, { kind: 'supplemented', of, no }, words)}
    >
      {asked.map(({ word, label }) => (
        <WordsField
          key={word}
          autoFocus={word === first}
          said={{
            words: words[word] ?? '',
            setWords: (value) => setWords({ ...words, [word]: value }),
            needed: word === first,
            missing: !said,
          }}
          asked={sent && word === first}
          label={label}
        />
      ))}
    </StepFrame>
  )
}
